package co.loglife.flow.testing;

import java.util.List;

/** Fifty texts that want to be more than text; each sets {@code window.pwned} or opens a dialog where it succeeds. */
public final class HostileTexts {
    /** As somebody would send them. */
    public static final List<String> ALL = List.of(
            "<script>window.pwned=1</script>",
            "<ScRiPt>window.pwned=1</sCrIpT>",
            "<script src=data:text/javascript,window.pwned=1></script>",
            "<script type=module>window.pwned=1</script>",
            "<<script>window.pwned=1//<</script>",
            "<script\n>window.pwned=1</script\n>",
            "<img src=x onerror=\"window.pwned=1\">",
            "<img src=x onerror=window.pwned=1//",
            "<img src=\"x` `<script>window.pwned=1</script>\"` `>",
            "<image src=x onerror=window.pwned=1>",
            "<svg onload=window.pwned=1>",
            "<svg><script>window.pwned=1</script></svg>",
            "<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>",
            "<svg><a xlink:href=\"javascript:window.pwned=1\"><text y=9>x</text></a></svg>",
            "<svg><use href=\"data:image/svg+xml,<svg id=x onload=window.pwned=1 />#x\"></svg>",
            "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
            "<iframe src=javascript:parent.pwned=1></iframe>",
            "<frameset onload=window.pwned=1>",
            "\"><script>window.pwned=1</script>",
            "'><img src=x onerror=alert(1)>",
            "--><script>window.pwned=1</script><!--",
            "]]><script>window.pwned=1</script><![CDATA[",
            "</li></ol><script>alert(1)</script>",
            "</title></style></textarea></script><script>window.pwned=1</script>",
            "<a href=\"javascript:window.pwned=1\">x</a>",
            "<a href=\"java\tscript:window.pwned=1\">x</a>",
            "<a href=\"&#106;avascript:window.pwned=1\">x</a>",
            "javascript:window.pwned=1",
            "data:text/html,<script>window.pwned=1</script>",
            "https://a.example/\"onmouseover=\"window.pwned=1",
            "https://a.example/<script>window.pwned=1</script>",
            "<body onload=window.pwned=1>",
            "<body onpageshow=window.pwned=1>",
            "<style>*{display:none}</style>",
            "<style>@import 'data:text/css,*{display:none}';</style>",
            "<link rel=stylesheet href='data:text/css,*{display:none}'>",
            "<meta http-equiv=refresh content='0;url=javascript:window.pwned=1'>",
            "<base href=https://evil.example/>",
            "<math><mtext><script>window.pwned=1</script></mtext></math>",
            "<math><mi xlink:href='javascript:window.pwned=1'>x</mi></math>",
            "<object data=javascript:window.pwned=1></object>",
            "<embed src=javascript:window.pwned=1>",
            "<form action=/faults><button>x</button></form>",
            "<form><button formaction=javascript:window.pwned=1>x</button></form>",
            "<input autofocus onfocus=window.pwned=1>",
            "<details open ontoggle=window.pwned=1>x</details>",
            "${window.pwned=1}{{constructor.constructor('window.pwned=1')()}}",
            "&lt;script&gt;window.pwned=1&lt;/script&gt;",
            "*<b onclick=window.pwned=1>bold</b>*",
            "```<script>window.pwned=1</script>``` the last");

    /** What is read on the page: the marks of bold and code are gone, all else is as it was. */
    public static final List<String> SHOWN = ALL.stream()
            .map(text -> text.startsWith("*<b") ? text.substring(1, text.length() - 1) : text.replace("```", ""))
            .toList();

    private HostileTexts() {}
}
