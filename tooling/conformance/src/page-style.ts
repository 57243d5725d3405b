/** The look of the conformance page: light and dark as the system is, printable, and no smaller than is read. */
export const pageStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a404a); --head: light-dark(#f4f6f8, #1d2127); --ground: light-dark(#fff, #15181d);
  --ink: light-dark(#1a1d22, #e8eaed); --soft: light-dark(#545b66, #a9b0bb); --good: light-dark(#146c35, #6fd695); --bad: light-dark(#a61b12, #ff9b90);
  --good-ground: light-dark(#e8f5ec, #14301f); --bad-ground: light-dark(#fdeceb, #43191a); --open-ground: light-dark(#fff6dd, #37300f); --open: light-dark(#7a5200, #f0cf6a); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header, main { padding: 0 24px; }
h1 { margin: 24px 0 4px; font-size: 26px; }
h2 { margin: 32px 0 8px; font-size: 20px; }
p { max-width: 76ch; margin: 4px 0 12px; }
a { color: inherit; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 0 0 16px; padding: 0; list-style: none; color: var(--soft); font-size: 13px; }
.legend b { display: inline-block; min-width: 22px; padding: 0 4px; border-radius: 4px; text-align: center; }
.legend .passed b { background: var(--good-ground); color: var(--good); }
.legend .failed b { background: var(--bad-ground); color: var(--bad); }
.legend .not-proved-here b { background: var(--open-ground); color: var(--open); }
.scroll { overflow: auto; }
main > .scroll { max-height: 92vh; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; }
th, td { border-bottom: 1px solid var(--line); border-right: 1px solid var(--line); vertical-align: top; text-align: left; font-weight: normal; }
.matrix thead th { position: sticky; top: 0; z-index: 2; min-width: 138px; padding: 8px; background: var(--head); }
.matrix thead th:first-child { left: 0; z-index: 3; min-width: 236px; }
.matrix thead code { display: block; margin-bottom: 6px; font-size: 12.5px; font-weight: 600; overflow-wrap: anywhere; }
.badge { display: inline-block; margin-bottom: 4px; padding: 1px 6px; border-radius: 4px; font-size: 12px; font-weight: 600; }
.badge.passed { background: var(--good-ground); color: var(--good); } .badge.failed { background: var(--bad-ground); color: var(--bad); } .badge.not-proved-here { background: var(--open-ground); color: var(--open); }
small { display: block; color: var(--soft); font-size: 12px; line-height: 1.35; overflow-wrap: anywhere; }
.matrix tbody th[scope=row] { position: sticky; left: 0; z-index: 1; max-width: 300px; padding: 5px 8px; background: var(--ground); }
.matrix tbody th[scope=row] a { text-decoration: none; }
.matrix tbody th[scope=row] a:hover { text-decoration: underline; }
.area th { padding: 0; background: var(--head); font-weight: 600; }
.area span { position: sticky; left: 0; display: inline-block; padding: 8px; }
.matrix td a { display: block; min-height: 34px; padding: 4px 8px; text-decoration: none; }
.matrix td a:hover, .matrix td a:focus-visible { outline: 2px solid currentColor; outline-offset: -2px; }
td b { font-size: 15px; }
td i { margin-left: 6px; font-size: 12px; font-style: normal; }
.proof { opacity: .85; font-size: 11px; }
td.passed { background: var(--good-ground); } td.passed b { color: var(--good); }
td.failed { background: var(--bad-ground); } td.failed b { color: var(--bad); }
td.not-proved-here { background: var(--open-ground); } td.not-proved-here b { color: var(--open); }
td.vendor-cannot b { color: var(--soft); }
details { border-bottom: 1px solid var(--line); }
summary { padding: 8px 0; cursor: pointer; }
summary small { display: inline; }
.clauses { margin: 4px 0 12px; font-size: 13px; }
.clauses thead th { min-width: 84px; max-width: 120px; padding: 4px 6px; font-size: 11px; overflow-wrap: anywhere; }
.clauses tbody th { min-width: 340px; padding: 4px 6px; }
.clauses td { padding: 4px 6px; text-align: center; }
.clauses th { scroll-margin-top: 64px; }
.clauses th:target { background: var(--open-ground); }
.why { margin: 0 0 16px; padding-left: 18px; color: var(--soft); font-size: 13px; }
th[scope=row] small { display: inline; }
.runs { margin: 4px 0 12px; font-size: 13px; }
.runs th, .runs td { padding: 4px 8px; }
.clauses tbody th, .clauses thead th:first-child, .runs tbody th { position: sticky; left: 0; background: var(--ground); }
@media (max-width: 640px) { header, main { padding: 0 12px; } .matrix thead th { min-width: 104px; padding: 6px; } .matrix thead th:first-child { min-width: 124px; } .matrix thead small { display: none; }
  .matrix tbody th[scope=row] { max-width: 124px; padding: 4px 6px; font-size: 13px; } .matrix td a { padding: 4px 6px; } .clauses tbody th { min-width: 170px; max-width: 170px; } .clauses thead th { min-width: 72px; } .runs tbody th { min-width: 96px; overflow-wrap: anywhere; } }
@media print { .scroll, main > .scroll { max-height: none; overflow: visible; border: 0; } .matrix thead th, .matrix tbody th[scope=row] { position: static; } }
`;
