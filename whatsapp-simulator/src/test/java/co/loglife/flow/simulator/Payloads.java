package co.loglife.flow.simulator;

import java.util.List;

/** Texts that want to be more than text. */
final class Payloads {
    static final List<String> ALL = List.of(
            "<script>window.pwned=1</script>",
            "<img src=x onerror=\"window.pwned=1\">",
            "<svg onload=window.pwned=1>",
            "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
            "\"><script>window.pwned=1</script>",
            "'><img src=x onerror=alert(1)>",
            "</li></ol><script>alert(1)</script>",
            "<a href=\"javascript:window.pwned=1\">x</a>",
            "javascript:window.pwned=1",
            "data:text/html,<script>window.pwned=1</script>",
            "https://a.example/\"onmouseover=\"window.pwned=1",
            "https://a.example/<script>window.pwned=1</script>",
            "<body onload=window.pwned=1>",
            "<style>*{display:none}</style>",
            "<base href=https://evil.example/>",
            "<math><mtext><script>window.pwned=1</script></mtext></math>",
            "<object data=javascript:window.pwned=1></object>",
            "<form action=/faults><button>x</button></form>",
            "${window.pwned=1}{{constructor.constructor('window.pwned=1')()}}",
            "&lt;script&gt;window.pwned=1&lt;/script&gt;",
            "*<b onclick=window.pwned=1>bold</b>*",
            "```<script>window.pwned=1</script>``` the last");

    /** What is read on the page: the marks of bold and code are gone, all else is as it was. */
    static final List<String> SHOWN = ALL.stream()
            .map(text -> text.startsWith("*<b") ? text.substring(1, text.length() - 1) : text.replace("```", ""))
            .toList();

    private Payloads() {}
}
