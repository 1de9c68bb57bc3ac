package co.loglife.flow.console;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.Browser;
import co.loglife.flow.testing.HostileTexts;
import co.loglife.flow.testing.RealKafka;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's page in a real browser, on the topics of a real broker. */
@Tag("browser")
@Tag("broker")
final class ConsolePageTest {
    private static final String USER = "15550001111";
    private static final double PATIENCE_MS = 60_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static @Nullable Browser browser;

    private final List<String> troubles = new ArrayList<>();

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aMessageShowsItsWayWithOffsetsAndTheFailedAttempt() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            conversation(console, "goals", "Your goals");
            Page page = open(console, 1280, 800);

            page.locator(".talk").filter(has("Ann")).click();
            page.locator("#chat .bubble.outgoing").click();

            Locator stations = page.locator("#panel-way .station");
            assertThat(stations).hasCount(7, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
            assertThat(stations.first()).containsText(Pattern.compile("incoming\\[\\d]@0"));
            assertThat(page.locator("#panel-way .station.retry")).containsText("429 too many requests");
            assertThat(page.locator("#panel-way [data-ticks=read]")).isVisible();

            // What happens while somebody looks is drawn without being asked for.
            deliver(console, reply("Your goals"), Delivery.State.PLAYED, 0, null);
            assertThat(stations).hasCount(8, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
            assertNoTrouble(page);
        }
    }

    @Test
    void aNewMessageComesByItself() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            Page page = open(console, 1280, 800);

            conversation(console, "goals", "Your goals");
            assertThat(page.locator(".talk").filter(has("Ann"))).isVisible(SOON);
            page.locator(".talk").filter(has("Ann")).click();
            console.write(
                    Kind.INCOMING,
                    USER,
                    aMessage()
                            .withId("wamid.b")
                            .from(USER)
                            .named("Ann")
                            .saying("one more")
                            .at(Instant.now())
                            .build());

            assertThat(page.locator("#chat .bubble").filter(has("one more"))).isVisible(SOON);
            assertNoTrouble(page);
        }
    }

    @Test
    void everythingIsReachedByTheKeyboardAlone() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            conversation(console, "goals", "Your goals");
            Page page = open(console, 1280, 800);
            assertThat(page.locator(".talk")).isVisible(SOON);

            tabTo(page, ".talk");
            page.keyboard().press("Enter");
            assertThat(page.locator("#chat .bubble.outgoing")).isVisible(SOON);
            tabTo(page, "#chat button.moment");
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("solid");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Enter");
            assertThat(page.locator("#panel-way .station").first()).isVisible(SOON);
            assertThat(page.locator("#chat .bubble.incoming.chosen")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#chat .bubble.incoming button.moment")).isFocused();
            page.keyboard().press("Escape");
            assertThat(page.locator(".talk")).isFocused();
            tabTo(page, "#tab-way");
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#panel-live")).isVisible();
            tabTo(page, "body, .skip"); // no trap: Tab leaves the last and comes to the first
            assertNoTrouble(page);
        }
    }

    @Test
    void aPhoneShowsOneThingAtATimeWithoutScrollingAside() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            conversation(console, "goals", "Your goals " + "very".repeat(60));
            Page page = open(console, 360, 740);

            assertThat(page.locator("#list")).isVisible();
            assertThat(page.locator("#side")).isHidden();
            page.locator(".talk").click();
            assertThat(page.locator("#list")).isHidden();
            assertFits(page);
            page.locator("#chat .bubble.outgoing button.moment").click();
            assertThat(page.locator("#panel-way .station").first()).isVisible(SOON);
            assertFits(page);
            page.locator("#tab-live").click();
            assertFits(page);
            page.locator("#tab-letters").click();
            assertFits(page);
            assertNoTrouble(page);
        }
    }

    @Test
    void isDarkOrLightAsTheSystemSaysUntilSomebodyChooses() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            Page page = open(console, 1280, 800);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(page.evaluate(BACKGROUND)).isEqualTo("rgb(13, 20, 19)");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(page.evaluate(BACKGROUND)).isEqualTo("rgb(233, 237, 236)");

            page.locator("#theme").click();
            page.locator("#theme").click();

            assertThat(page.locator("#theme")).hasAttribute("aria-label", "Theme: dark");
            assertThat(page.evaluate(BACKGROUND)).isEqualTo("rgb(13, 20, 19)");
            page.reload();
            assertThat(page.evaluate(BACKGROUND)).isEqualTo("rgb(13, 20, 19)");
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            assertThat(page.evaluate("getComputedStyle(document.querySelector('.live .stop')).transitionDuration"))
                    .isEqualTo("0s");
            assertNoTrouble(page);
        }
    }

    @Test
    void neverTakesATextForMarkup() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            int index = 0;
            for (String text : HostileTexts.ALL) {
                console.write(
                        Kind.INCOMING,
                        USER,
                        aMessage()
                                .withId("wamid." + index++)
                                .from(USER)
                                .named(text)
                                .saying(text)
                                .at(Instant.now())
                                .build());
            }
            Page page = open(console, 1280, 800);
            page.locator(".talk").click();

            assertThat(page.locator("#chat .bubble"))
                    .hasCount(HostileTexts.ALL.size(), new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
            assertThat(page.locator("#chat .text").allTextContents())
                    .containsExactlyInAnyOrderElementsOf(HostileTexts.SHOWN);
            page.locator("#chat .bubble").last().click();
            assertThat(page.locator("#panel-way .station").first()).isVisible(SOON);
            assertThat(
                            page.locator(
                                    "main :is(script, iframe, object, embed, style, base, meta, link, math, form:not(#search))"))
                    .hasCount(0);
            assertThat(page.locator("main a:not([href^='http'])")).hasCount(0);
            assertThat(page.evaluate("window.pwned")).isNull();
            assertNoTrouble(page);
        }
    }

    @Test
    void aBrowserNeedsTheTokenOnce() throws Exception {
        try (Console console = new Console(KAFKA, Map.of("CONSOLE_TOKEN", "the-token"))) {
            conversation(console, "goals", "Your goals");
            Page page = browser().page(1280, 800);
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate(console.address() + "/");

            page.getByLabel("Token").fill("wrong");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .hasText("That is not the token.");
            page.getByLabel("Token").fill("the-token");
            page.keyboard().press("Enter");
            assertThat(page.locator(".talk")).isVisible(SOON);
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            page.reload();
            assertThat(page.locator(".talk")).isVisible(SOON);

            page.getByText("Leave").click();
            assertThat(page.getByLabel("Token")).isVisible(SOON);
            page.navigate(console.address() + "/");
            assertThat(page.getByLabel("Token")).isVisible(SOON);
        }
    }

    private static final String BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor";

    private static Browser browser() {
        if (browser == null) {
            throw new IllegalStateException("no browser");
        }
        return browser;
    }

    private Page open(Console console, int width, int height) {
        Page page = browser().page(width, height);
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(troubles::add);
        page.onDialog(dialog -> troubles.add("a dialog opened"));
        page.navigate(console.address() + "/");
        assertThat(page.locator("#connection[data-state=live]")).isVisible(SOON);
        return page;
    }

    private void assertNoTrouble(Page page) {
        assertThat(troubles).isEmpty();
        page.close();
    }

    private static void assertFits(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    /** Presses Tab until something that fits is focused, as a person would. */
    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 40; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("one => document.activeElement.matches(one)", selector))) {
                return;
            }
        }
        throw new AssertionError(selector + " is not reached by Tab");
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static OutgoingMessage reply(String text) {
        return Records.outgoing(USER, "wamid.a", 0, ClientType.BUSINESS_API, new Reply.Text(text));
    }

    private static void conversation(Console console, String said, String replied) throws Exception {
        console.write(
                Kind.INCOMING,
                USER,
                aMessage()
                        .withId("wamid.a")
                        .from(USER)
                        .named("Ann")
                        .saying(said)
                        .at(Instant.now())
                        .build());
        OutgoingMessage reply = reply(replied);
        console.write(Kind.OUTGOING, USER, reply);
        deliver(console, reply, Delivery.State.ATTEMPTING, 1, null);
        deliver(
                console,
                reply,
                Delivery.State.RETRYING,
                1,
                new Delivery.Failure(429, "too many requests", ErrorClass.THROTTLED));
        deliver(console, reply, Delivery.State.ATTEMPTING, 2, null);
        deliver(console, reply, Delivery.State.ACCEPTED, 2, null);
        deliver(console, reply, Delivery.State.READ, 0, null);
    }

    private static void deliver(
            Console console,
            OutgoingMessage reply,
            Delivery.State state,
            int attempt,
            Delivery.@Nullable Failure failure)
            throws Exception {
        console.write(
                Kind.DELIVERIES,
                USER,
                new Delivery(
                        reply.id(),
                        state,
                        state.isSettled() ? "wamid.out" : null,
                        attempt,
                        Instant.now(),
                        failure,
                        reply.clientType(),
                        reply.line(),
                        reply.user(),
                        null));
    }
}
