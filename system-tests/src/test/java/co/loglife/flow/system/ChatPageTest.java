package co.loglife.flow.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import co.loglife.flow.testing.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the chat page, with the true pipeline behind it. */
@Tag("browser")
@Tag("system")
final class ChatPageTest {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @Test
    void thePersonTypesAndTapsAndBothPhonesKnowTheSameGoals(@TempDir Path folder) throws Exception {
        Map<String, String> env = Installed.environment(folder);
        try (FlowCommand up = FlowCommand.start(env, "up");
                Browser browser = Browser.open()) {
            Installed.awaitReady(up);
            Page page = browser.page(1280, 860);
            page.navigate("http://localhost:" + env.get("SIMULATOR_PORT") + "/");

            say(page, "Message on the Business API", "add goal 🏃 Run 5k");
            assertThat(last(page, "#phone-business")).containsText("When shall I remind you", SOON);
            say(page, "Message on the Business API", "menu");
            say(page, "Message on the Business API", "8 pm");
            assertThat(last(page, "#phone-business")).containsText("08:00 PM", SOON);
            say(page, "Message on the Business API", "menu");
            assertThat(last(page, "#phone-business")).containsText("What would you like to do?", SOON);
            page.locator("#phone-business .option").getByText("Goals").click();
            assertThat(last(page, "#phone-business")).containsText("Run 5k", SOON);

            say(page, "Message on WhatsApp Web", "goals");
            assertThat(last(page, "#phone-web")).containsText("08:00 PM", SOON);
        }
    }

    private static void say(Page page, String box, String text) {
        page.getByLabel(box).fill(text);
        page.getByLabel(box).press("Enter");
    }

    /** The last the bot said: outgoing, as seen from the business. */
    private static Locator last(Page page, String phone) {
        return page.locator(phone + " .bubble.outgoing").last();
    }
}
