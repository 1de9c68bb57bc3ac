package co.loglife.flow.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import co.loglife.flow.testing.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a person sees of the pipeline at the chat page of {@code ./flow up}: ways, faults and the recovery from them.
 */
@Tag("browser")
@Tag("system")
final class PipelinePageTest {
    private static final double PATIENCE_MS = 90_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    private static final LocatorAssertions.ContainsTextOptions SAID_SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);
    private static final LocatorAssertions.HasAttributeOptions SHOWN_SOON =
            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MS);

    @Test
    void faultsAreSeenAndSurvived(@TempDir Path folder) throws Exception {
        Map<String, String> env = Installed.environment(folder);
        try (FlowCommand up = FlowCommand.start(env, "up");
                Browser browser = Browser.open()) {
            Installed.awaitReady(up);
            Page page = browser.page(1280, 860);
            page.setDefaultTimeout(PATIENCE_MS);
            page.navigate("http://localhost:" + env.get("SIMULATOR_PORT") + "/");
            assertThat(page.locator("#tab-live")).isVisible(SOON);

            aMessageShowsItsWayThroughTheTopics(page);
            aRefusedCallIsTriedAgainUntilTheFaultIsOver(page);
            aStoppedBrokerLosesNothing(page);
            whatWasGivenUpIsSentBack(page);
        }
    }

    private static void aMessageShowsItsWayThroughTheTopics(Page page) {
        say(page, "goals");
        assertThat(bot(page)).containsText("goal", SAID_SOON);
        bot(page).locator("button.moment").click();

        Locator stations = page.locator("#picture .station");
        assertThat(stations.first()).containsText(Pattern.compile("webhooks\\[\\d]@\\d+"), SAID_SOON);
        assertThat(page.locator("#picture .stage-incoming")).containsText(Pattern.compile("incoming\\[\\d]@\\d+"));
        assertThat(page.locator("#picture .stage-reply").first()).containsText(Pattern.compile("\\+\\d+ ms|\\+\\d"));
        assertThat(page.locator("#picture [data-ticks=read]").first()).isVisible(SOON);
    }

    private static void aRefusedCallIsTriedAgainUntilTheFaultIsOver(Page page) {
        page.locator("#tab-faults").click();
        page.locator("#fault-throttled").check();
        say(page, "menu");
        mine(page).locator("button.moment").click();
        assertThat(page.locator("#picture .station.retry").first()).containsText("429", SAID_SOON);

        page.locator("#tab-faults").click();
        page.locator("#faults-off").click();
        page.locator("#tab-way").click();
        assertThat(page.locator("#picture .stage-outcome.good")).isVisible(SOON);
        assertThat(bot(page)).containsText("What would you like to do?", SAID_SOON);
        page.locator("#tab-live").click();
        assertThat(page.locator("#live-retries .more")).not().containsText(Pattern.compile("^0 "));
    }

    private static void aStoppedBrokerLosesNothing(Page page) {
        page.locator("#tab-faults").click();
        page.locator("#fault-broker").check();
        assertThat(page.locator("label:has(#fault-broker) small"))
                .hasText("stopped", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        int before = page.locator("#phone-business .bubble.outgoing").count();
        say(page, "help");
        page.locator("#tab-live").click();
        assertThat(page.locator(".broker")).hasAttribute("data-state", "down", SHOWN_SOON);
        assertThat(page.locator("#panel-live .note"))
                .containsText(Pattern.compile("[1-9]\\d* waiting to be taken"), SAID_SOON);

        page.locator("#tab-faults").click();
        page.locator("#fault-broker").uncheck();
        page.locator("#tab-live").click();
        assertThat(page.locator(".broker")).hasAttribute("data-state", "up", SHOWN_SOON);
        assertThat(page.locator("#panel-live .note")).containsText("all taken since", SAID_SOON);
        assertThat(page.locator("#phone-business .bubble.outgoing"))
                .hasCount(before + 1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
    }

    private static void whatWasGivenUpIsSentBack(Page page) {
        page.request()
                .put(
                        page.url().replaceAll("/#.*", "/faults"),
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setData(
                                        "{\"rules\":[{\"fault\":\"error\",\"code\":131026,\"via\":\"business_api\"}]}"));
        int before = page.locator("#phone-business .bubble.outgoing").count();
        say(page, "help");
        page.locator("#tab-letters").click();
        assertThat(page.locator("#panel-letters .letter .badge"))
                .hasText("refused", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
        page.locator("#tab-faults").click();
        page.locator("#faults-off").click();

        page.locator("#tab-letters").click();
        page.locator("#panel-letters .action").click();

        assertThat(page.locator("#panel-letters > .note")).containsText("1 sent back", SAID_SOON);
        assertThat(page.locator("#phone-business .bubble.outgoing"))
                .hasCount(before + 1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MS));
        assertThat(page.locator("#panel-letters .action")).hasCount(0);
    }

    private static void say(Page page, String text) {
        page.getByLabel("Message on the Business API").fill(text);
        page.getByLabel("Message on the Business API").press("Enter");
        assertThat(mine(page)).containsText(text, SAID_SOON);
    }

    private static Locator mine(Page page) {
        return page.locator("#phone-business .bubble.incoming").last();
    }

    private static Locator bot(Page page) {
        return page.locator("#phone-business .bubble.outgoing").last();
    }
}
