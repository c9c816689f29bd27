// uapigen layout --format html: the style of the page, for light and dark, for screens and paper.
namespace UapiGen.Tool.Layouts;

internal static class LayoutStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --page: #ffffff; --ink: #1b1f24; --faint: #5b6470; --rule: #c9d0d8; --box: #f5f7f9;
          --member: #d7e8fb; --memberedge: #7fa8d6; --bits: #d8f0dc; --bitsedge: #6fae7c; --gap: #fbe3e1; --gapedge: #d0766d; --line: #9a5fc2; --union: #b08a2e; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #14171b; --ink: #e4e8ed; --faint: #9aa5b1; --rule: #3a424c; --box: #1b2026;
            --member: #1f3a56; --memberedge: #4f7fb3; --bits: #1f4429; --bitsedge: #529562; --gap: #4a2422; --gapedge: #b5635b; --line: #b98be0; --union: #c9a64b; } }
        * { box-sizing: border-box; }
        body { margin: 2rem auto; padding: 0 1rem; max-width: 68rem; background: var(--page); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
        h1 { font-size: 1.5rem; margin: 0; }
        h2 { font: 600 1.1rem ui-monospace, monospace; margin: 0; }
        p { margin: .2rem 0; }
        a { color: inherit; }
        nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 1rem 0; font: 13px ui-monospace, monospace; }
        section { margin-top: 2.2rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
        .about { color: var(--faint); font-size: 13px; }
        .summary { font-weight: 600; font-size: 14px; }
        .hint { color: var(--gapedge); font-size: 14px; }
        .legend span { display: inline-block; padding: .2em .6em; margin-right: .5em; color: var(--ink); }
        .grid { display: grid; grid-template-columns: 3.6em repeat(64, minmax(0, 1fr)); gap: 2px 0; margin: .3rem 0; }
        .at { grid-column: 1; align-self: center; padding-right: .7em; text-align: right; color: var(--faint); font: 12px ui-monospace, monospace; }
        .m, .b, .g { min-height: 2em; padding: .25em .4em; border: 1px solid; border-radius: 3px; font: 13px ui-monospace, monospace; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
        .m { background: var(--member); border-color: var(--memberedge); }
        .b { background: var(--bits); border-color: var(--bitsedge); }
        .g { border-color: var(--gapedge); color: var(--gapedge); background: repeating-linear-gradient(-45deg, var(--gap) 0 6px, transparent 6px 12px); }
        .g b { padding: 0 .3em; border-radius: 3px; background: var(--page); font-weight: 400; }
        .m span, .b span { color: var(--faint); font-weight: 400; }
        .cont { border-top-style: dashed; }
        .flex { border-style: dashed; }
        .tall { writing-mode: vertical-rl; min-height: 0; max-height: 24em; padding: .3em 0; line-height: 1; display: flex; align-items: center; justify-content: flex-start; font-size: 12px; }
        .more { color: var(--faint); text-align: center; font-size: 13px; }
        .line { grid-column: 1 / 66; border-top: 2px solid var(--line); height: 0; margin: .55em 0 .35em; text-align: right; }
        .line span { position: relative; top: -.8em; padding: 0 .5em; background: var(--page); color: var(--line); font-size: 12px; }
        .box { margin: .4rem 0 .4rem 1.2em; padding: .3em .6em .5em 0; border: 1px solid var(--rule); border-left: 3px solid var(--memberedge); border-radius: 4px; background: var(--box); }
        .box .line span { background: var(--box); }
        .union { border-left-color: var(--union); }
        .union > .grid + .grid, .union > .box + .box { border-top: 1px dotted var(--union); padding-top: .3rem; }
        .boxtitle { padding-left: .7em; font: 13px ui-monospace, monospace; }
        .boxtitle span { color: var(--faint); }
        details { margin-top: .6rem; font-size: 14px; }
        table { border-collapse: collapse; font: 13px ui-monospace, monospace; }
        th, td { text-align: left; padding: .1em 1.2em .1em 0; }
        th { color: var(--faint); font-weight: 400; }
        .gap { color: var(--gapedge); }
        @media print { body { max-width: none; margin: 0; } section { break-inside: avoid; } nav { display: none; } }

        """;
}
