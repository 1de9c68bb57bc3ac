package co.loglife.flow.console;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.RealKafka;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look, and who may change something. */
@Tag("broker")
final class DoorTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Map<String, String> WITH_TOKEN =
            Map.of("CONSOLE_TOKEN", "the-token,the-next-token", "CONSOLE_REDRIVE", "on");

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @ParameterizedTest
    @ValueSource(
            strings = {"about", "conversations?q=", "conversation?user=15550001111", "way?id=a", "dead-letters", "live"
            })
    void nothingIsShownWithoutTheToken(String what) throws Exception {
        try (Console console = new Console(KAFKA, WITH_TOKEN)) {
            assertThat(console.get("/api/" + what).status()).isEqualTo(401);
            assertThat(console.get("/api/" + what, "Authorization", "Bearer wrong")
                            .status())
                    .isEqualTo(401);
            assertThat(console.get("/api/" + what, "Cookie", "flow_console=9999999999.00")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aProgramShowsTheTokenAndABrowserTheSessionItGotForIt() throws Exception {
        try (Console console = new Console(KAFKA, WITH_TOKEN)) {
            assertThat(console.get("/api/about", "Authorization", "Bearer the-next-token")
                            .status())
                    .isEqualTo(200);
            Console.Answer away = console.get("/");
            assertThat(away.status()).isEqualTo(303);
            assertThat(away.headers().get("location")).containsExactly("/login");

            Console.Answer entered = console.post("/login", "token=the-token", "Content-Type", FORM);
            String cookie =
                    Objects.requireNonNull(entered.headers().get("set-cookie")).getFirst();
            assertThat(entered.status()).isEqualTo(303);
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").doesNotContain("the-token");
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(console.get("/api/about", "Cookie", session).status()).isEqualTo(200);
            assertThat(console.get("/", "Cookie", session).text()).contains("id=\"conversations\"");
        }
    }

    @Test
    void guessingIsSlow() throws Exception {
        try (Console console = new Console(KAFKA, WITH_TOKEN)) {
            for (int i = 0; i < 10; i++) {
                assertThat(console.post("/login", "token=guess" + i, "Content-Type", FORM)
                                .status())
                        .isEqualTo(401);
            }

            Console.Answer refused = console.post("/login", "token=the-token", "Content-Type", FORM);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.headers()).containsKey("retry-after");
        }
    }

    @Test
    void withoutATokenOnlyThisMachineMayLook() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            assertThat(console.get("/api/about").status()).isEqualTo(200);
            assertThat(console.get("/api/about", "X-Forwarded-For", "10.0.0.1").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void sendingBackIsRefusedToOtherSitesAndWhereItIsOff() throws Exception {
        String json = "application/json";
        String body = "{\"reason\":\"x\",\"class\":\"rejected\",\"service\":\"sender\"}";
        try (Console console = new Console(KAFKA, Map.of("CONSOLE_REDRIVE", "on"))) {
            assertThat(console.post("/api/redrive", body, "Content-Type", json, "Sec-Fetch-Site", "cross-site")
                            .status())
                    .isEqualTo(403);
            assertThat(console.post("/api/redrive", body, "Content-Type", json, "Origin", "http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(console.post("/api/redrive", body, "Content-Type", "text/plain")
                            .status())
                    .isEqualTo(415);
            assertThat(console.post("/api/redrive", body, "Content-Type", json).status())
                    .isEqualTo(200);
        }
        try (Console console = new Console(KAFKA, Map.of())) {
            assertThat(console.post("/api/redrive", body, "Content-Type", json).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void thePageLetsNothingOfOthersIn() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            Map<String, List<String>> headers = console.get("/").headers();

            assertThat(Objects.requireNonNull(headers.get("content-security-policy"))
                            .getFirst())
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
            assertThat(console.get("/api/about").headers().get("cache-control")).containsExactly("no-store");
        }
    }
}
