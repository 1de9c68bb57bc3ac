package co.loglife.flow.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.Json;
import co.loglife.flow.testing.Browser;
import co.loglife.flow.testing.HostileTexts;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The chat page in a real browser. */
@Tag("browser")
final class PageTest {
    private static final double PATIENCE_MS = 60_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);

    private static Browser browser;

    @RegisterExtension
    final World world = new World();

    private final List<String> troubles = new ArrayList<>();
    private Page page;

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

    @BeforeEach
    void openPage() {
        page = open(1280, 800);
    }

    @Test
    void showsWhatIsTypedAndHowFarItGot() {
        page.getByLabel("Message on the Business API").fill("hello there");
        page.keyboard().press("Enter");

        assertThat(bubble("business", "hello there")).isVisible(SOON);
        assertThat(ticks("business", "hello there", "delivered")).isVisible(SOON);
        assertThat(page.locator("#way .step.good")).hasText(java.util.regex.Pattern.compile("ingress took it.*"));
        assertThat(world.ingress().messages()).hasSize(1);
        assertNoTrouble();
    }

    @Test
    void showsAReplyOnTheWebAndItsTicksChange() throws Exception {
        world.web("{\"number\":\"15550001111\",\"message\":\"1. Goals\\n2. *Week*\"}");

        assertThat(bubble("web", "1. Goals")).isVisible(SOON);
        assertThat(page.locator("#phone-web .text strong")).hasText("Week");
        assertThat(ticks("web", "1. Goals", "read")).isVisible(SOON);
        assertNoTrouble();
    }

    @Test
    void tapsAButton() throws Exception {
        world.graph("""
                {"messaging_product":"whatsapp","to":"+15550001111","type":"interactive","interactive":{"type":"button",\
                "body":{"text":"Menu"},"action":{"buttons":[{"type":"reply","reply":{"id":"goals","title":"My goals"}}]}}}""");

        page.locator("#phone-business").getByText("My goals").click();

        assertThat(page.locator("#phone-business .bubble.incoming .text")).hasText("My goals");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !world.ingress().messages().isEmpty());
        assertThat(world.ingress()
                        .messages()
                        .getFirst()
                        .message()
                        .at("/interactive/button_reply/id")
                        .asText())
                .isEqualTo("goals");
        assertNoTrouble();
    }

    @Test
    void choosesFromAListByKeyboard() throws Exception {
        world.graph("""
                {"messaging_product":"whatsapp","to":"+15550001111","type":"interactive","interactive":{"type":"list",\
                "body":{"text":"When?"},"action":{"button":"Times","sections":[{"rows":[\
                {"id":"7","title":"07:00"},{"id":"8","title":"08:00","description":"most chosen"}]}]}}}""");

        page.locator("#phone-business .option").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#sheet")).isVisible(SOON);
        page.locator("#sheet [data-option='8']").focus();
        page.keyboard().press("Enter");

        assertThat(bubble("business", "08:00")).isVisible(SOON);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !world.ingress().messages().isEmpty());
        assertThat(world.ingress()
                        .messages()
                        .getFirst()
                        .message()
                        .at("/interactive/list_reply/id")
                        .asText())
                .isEqualTo("8");
        assertNoTrouble();
    }

    @Test
    void showsAnotherPersonsChats() throws Exception {
        world.request("POST", "/phones/15550002222/messages?wait=true", "{\"via\":\"web\",\"text\":\"it is me\"}", "");

        page.locator("#number").fill("+1 (555) 000-2222");

        assertThat(bubble("web", "it is me")).isVisible(SOON);
        assertThat(page).hasURL(world.address() + "/#15550002222");
        assertNoTrouble();
    }

    @Test
    void switchesAFaultOnAndOff() throws Exception {
        page.locator("#tab-faults").click();
        page.locator("#fault-slow").check();
        page.locator("#fault-slow").uncheck();
        page.locator("#fault-token_expired").check();
        page.locator("#fault-qr_lost").check();
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        world.web("{\"number\":\"1555\",\"message\":\"hi\"}").status() == 503);

        assertThat(world.get("/faults").at("/faults/token_expired").asBoolean()).isTrue();
        page.locator("#faults-off").click();

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        world.web("{\"number\":\"15555\",\"message\":\"hi\"}").status() == 200);
        assertThat(page.locator("#fault-qr_lost")).not().isChecked();
        assertNoTrouble();
    }

    @Test
    void neverTakesATextForMarkup() throws Exception {
        for (String text : HostileTexts.ALL) {
            world.web(json("number", "15550001111", "message", text));
            world.request("POST", "/phones/15550001111/messages", json("via", "business_api", "text", text), "");
        }

        String last = HostileTexts.SHOWN.getLast();
        assertThat(bubble("web", last)).isVisible(SOON);
        assertThat(bubble("business", last)).isVisible(SOON);
        assertThat(page.locator("#phone-web .text").allTextContents()).containsExactlyElementsOf(HostileTexts.SHOWN);
        assertThat(page.locator(".chat :is(script, iframe, object, svg:not(.sign), form, style, base, math)"))
                .hasCount(0);
        assertThat(page.locator(".chat a:not([href^='http'])")).hasCount(0);
        assertThat(page.evaluate("window.pwned")).isNull();
        assertNoTrouble();
    }

    @Test
    void showsThatTheBusinessTypes() throws Exception {
        String said = world.say("{\"via\":\"business_api\",\"text\":\"hello\"}")
                .json()
                .path("message_id")
                .asText();
        assertThat(bubble("business", "hello")).isVisible(SOON);

        world.graph("""
                {"messaging_product":"whatsapp","status":"read","message_id":"%s",\
                "typing_indicator":{"type":"text"}}""".formatted(said));

        assertThat(page.locator("#phone-business .state.typing")).hasText("typing…");
        assertThat(ticks("business", "hello", "read")).isVisible(SOON);
        world.graph("{\"messaging_product\":\"whatsapp\",\"to\":\"+15550001111\",\"text\":{\"body\":\"hi\"}}");
        assertThat(page.locator("#phone-business .state.typing")).hasCount(0);
        assertNoTrouble();
    }

    @Test
    void refusesScriptsOfOthers() {
        Object ran = page.evaluate("""
                () => new Promise((done) => {
                  const script = document.createElement("script");
                  script.textContent = "window.pwned = 1";
                  document.body.append(script);
                  setTimeout(() => done(window.pwned ?? null), 50);
                })""");

        assertThat(ran).isNull();
    }

    @Test
    void showsOnePhoneAtATimeOnANarrowScreen() {
        Page narrow = open(360, 780);

        assertThat(narrow.locator("#phone-web")).isVisible(SOON);
        assertThat(narrow.locator("#phone-business")).isHidden();
        narrow.getByText("Business API", new Page.GetByTextOptions().setExact(true))
                .first()
                .click();

        assertThat(narrow.locator("#phone-business")).isVisible(SOON);
        assertThat(narrow.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertNoTrouble();
    }

    private Page open(int width, int height) {
        Page opened = browser.page(width, height);
        opened.setDefaultTimeout(PATIENCE_MS);
        opened.onPageError(troubles::add);
        opened.onDialog(dialog -> troubles.add("a dialog opened"));
        opened.navigate(world.address() + "/");
        assertThat(opened.locator("#connection[data-state=live]")).isVisible(SOON);
        return opened;
    }

    private void assertNoTrouble() {
        assertThat(troubles).isEmpty();
    }

    private Locator bubble(String phone, String text) {
        return page.locator("#phone-" + phone + " .bubble").filter(new Locator.FilterOptions().setHasText(text));
    }

    private Locator ticks(String phone, String text, String ticks) {
        return bubble(phone, text).locator("[data-ticks=" + ticks + "]");
    }

    private static String json(String key, String value, String key2, String value2) {
        ObjectNode json = Json.mapper().createObjectNode();
        return json.put(key, value).put(key2, value2).toString();
    }
}
