package co.loglife.flow.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import co.loglife.flow.testing.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the documentation, from a real run: {@code mvn -pl system-tests -am test -Dtest=ScreenshotsTest
 * -Dscreenshots=../docs -Dsurefire.failIfNoSpecifiedTests=false}. Emoji need a font that has them.
 */
@Tag("browser")
@Tag("system")
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
final class ScreenshotsTest {
    private static final double PATIENCE_MS = 60_000;
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS);
    private static final LocatorAssertions.ContainsTextOptions SAID_SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MS);

    @Test
    void takesThem(@TempDir Path folder) throws Exception {
        Path docs = Path.of(System.getProperty("screenshots"));
        Map<String, String> env = Installed.environment(folder);
        try (FlowCommand up = FlowCommand.start(env, "up");
                Browser browser = Browser.open()) {
            Installed.awaitReady(up);
            Page chat = open(browser, env, "SIMULATOR_PORT", 1280, 820, ColorScheme.LIGHT);
            assertThat(chat.locator("#tab-live")).isVisible(SOON);
            say(chat, "business", "Message on the Business API", "add goal 🏃 Run 5k", "When shall I remind you");
            say(chat, "business", "Message on the Business API", "08:00", "08:00 AM");
            say(chat, "web", "Message on WhatsApp Web", "goals", "Run 5k");
            say(chat, "web", "Message on WhatsApp Web", "week", "Week");
            chat.locator("#tab-faults").click();
            chat.locator("#fault-throttled").check();
            say(chat, "business", "Message on the Business API", "menu");
            chat.locator("#phone-business .bubble.incoming button.moment")
                    .last()
                    .click();
            assertThat(chat.locator("#picture .station.retry").first()).isVisible(SOON);
            chat.locator("#tab-faults").click();
            chat.locator("#faults-off").click();
            chat.locator("#tab-way").click();
            assertThat(chat.locator("#picture [data-ticks=read]").first()).isVisible(SOON);
            shot(chat, docs, "chat-page.png");
            chat.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            chat.locator("#tab-live").click();
            shot(chat, docs, "chat-page-dark.png");

            console(browser, env, docs, ColorScheme.DARK, 1280, 820, "console-page-dark.png");
            console(browser, env, docs, ColorScheme.LIGHT, 1280, 820, "console-page.png");
            console(browser, env, docs, ColorScheme.LIGHT, 360, 720, "console-page-phone.png");
        }
    }

    private static void console(
            Browser browser,
            Map<String, String> env,
            Path docs,
            ColorScheme scheme,
            int width,
            int height,
            String file) {
        Page console = open(browser, env, "CONSOLE_PORT", width, height, scheme);
        console.locator(".talk").first().click();
        console.locator("#chat .bubble.incoming", new Page.LocatorOptions().setHasText("menu"))
                .last()
                .locator("button.moment")
                .click();
        assertThat(console.locator("#panel-way .station.retry").first()).isVisible(SOON);
        shot(console, docs, file);
        console.close();
    }

    private static Page open(
            Browser browser, Map<String, String> env, String port, int width, int height, ColorScheme scheme) {
        Page page = browser.page(width, height);
        page.setDefaultTimeout(PATIENCE_MS);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.navigate("http://localhost:" + env.get(port) + "/");
        assertThat(page.locator("#connection[data-state=live]")).isVisible(SOON);
        return page;
    }

    private static void say(Page page, String phone, String box, String text, String answer) {
        say(page, phone, box, text);
        assertThat(page.locator("#phone-" + phone + " .bubble.outgoing").last()).containsText(answer, SAID_SOON);
    }

    private static void say(Page page, String phone, String box, String text) {
        page.getByLabel(box).fill(text);
        page.getByLabel(box).press("Enter");
        Locator said = page.locator("#phone-" + phone + " .bubble.incoming").last();
        assertThat(said).containsText(text, SAID_SOON);
    }

    private static void shot(Page page, Path docs, String file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(docs.resolve(file)));
    }
}
