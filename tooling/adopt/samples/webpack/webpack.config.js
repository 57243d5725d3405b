export default { mode: 'production', entry: './call.js', output: { publicPath: './dist/' } };
