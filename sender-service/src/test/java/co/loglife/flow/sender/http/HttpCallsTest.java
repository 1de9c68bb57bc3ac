package co.loglife.flow.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.FakeServer;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpCallsTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Reaction OK = new Reaction.Answer(200, "{}");

    @AfterEach
    void useNoProxy() {
        for (String scheme : new String[] {"http", "https"}) {
            System.clearProperty(scheme + ".proxyHost");
            System.clearProperty(scheme + ".proxyPort");
        }
    }

    @Test
    void goesThroughTheProxyOfTheJvm() throws InterruptedException {
        try (FakeServer proxy = new FakeServer(0, _ -> OK);
                HttpCalls calls = through(proxy)) {
            Answer answer = post(calls, "http://graph.test/v24.0/1/messages");

            assertThat(answer).isEqualTo(new Answer.Answered(200, null, "{}"));
            assertThat(proxy.heard()).extracting(Heard::path).containsExactly("http://graph.test/v24.0/1/messages");
        }
    }

    /** Over TLS the proxy sees the name of the other side and nothing else, neither token nor message. */
    @Test
    void asksTheProxyForATunnelAndKnowsThatNothingWentBeyondOneThatRefuses() throws InterruptedException {
        try (FakeServer proxy = new FakeServer(0, _ -> new Reaction.Answer(502, ""));
                HttpCalls calls = through(proxy)) {
            Answer answer = post(calls, "https://graph.test/v24.0/1/messages");

            assertThat(answer).isInstanceOf(Answer.NotSent.class);
            assertThat(proxy.heard())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.method() + " " + request.path()).isEqualTo("CONNECT graph.test:443"))
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() throws InterruptedException {
        int port;
        try (FakeServer gone = new FakeServer(0, _ -> OK)) {
            port = gone.port();
        }
        try (HttpCalls calls = new HttpCalls(DEADLINE, InstantSource.system())) {
            assertThat(post(calls, "http://127.0.0.1:" + port + "/")).isInstanceOf(Answer.NotSent.class);
        }
    }

    /** A name that does not exist, or no longer: each call asks for it again. */
    @Test
    void knowsThatNothingWasSentToANameThatIsNotKnown() throws InterruptedException {
        try (HttpCalls calls = new HttpCalls(DEADLINE, InstantSource.system())) {
            assertThat(post(calls, "http://nobody.invalid/")).isInstanceOf(Answer.NotSent.class);
        }
    }

    @Test
    void sendsAgainNothingThatWasRead() throws InterruptedException {
        try (FakeServer server = new FakeServer(0, request -> request.path().equals("/cut") ? new Reaction.Cut() : OK);
                HttpCalls calls = new HttpCalls(DEADLINE, InstantSource.system())) {
            post(calls, server.uri() + "/first"); // the second meets a connection that is kept
            Answer answer = post(calls, server.uri() + "/cut");

            assertThat(answer).isInstanceOf(Answer.NoAnswer.class);
            assertThat(server.count()).isEqualTo(2);
        }
    }

    /** A proxy's long page, say: what it says is of no interest, its status is. */
    @Test
    void takesTheStatusOfAnAnswerThatIsTooLongAndTheBeginningOfIt() throws InterruptedException {
        Reaction page = new Reaction.Answer(403, "<html>" + "x".repeat(200_000));
        try (FakeServer server = new FakeServer(0, _ -> page);
                HttpCalls calls = new HttpCalls(DEADLINE, InstantSource.system())) {
            Answer answer = post(calls, server.uri() + "/");

            assertThat(answer).isInstanceOfSatisfying(Answer.Answered.class, answered -> {
                assertThat(answered.status()).isEqualTo(403);
                assertThat(answered.body()).startsWith("<html>xxx").hasSize(64 << 10);
            });
        }
    }

    /** The request went out: what the client throws at the answer does not take it back. */
    @Test
    void knowsThatACallMayHaveBeenHeardWhoseAnswerTheClientCannotRead() throws InterruptedException {
        Reaction twoLengths = new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Length: 27, 27\r\n\r\n" + "x".repeat(27));
        try (FakeServer server = new FakeServer(0, _ -> twoLengths);
                HttpCalls calls = new HttpCalls(DEADLINE, InstantSource.system())) {
            assertThat(post(calls, server.uri() + "/")).isInstanceOf(Answer.NoAnswer.class);
        }
    }

    private static HttpCalls through(FakeServer proxy) {
        for (String scheme : new String[] {"http", "https"}) {
            System.setProperty(scheme + ".proxyHost", "127.0.0.1");
            System.setProperty(scheme + ".proxyPort", String.valueOf(proxy.port()));
        }
        assertThat(ProxySelector.getDefault()).isNotNull();
        return new HttpCalls(DEADLINE, InstantSource.system());
    }

    private static Answer post(HttpCalls calls, String to) throws InterruptedException {
        return calls.post(URI.create(to), Map.of("Authorization", "Bearer canary"), new byte[] {'{', '}'});
    }
}
