package co.loglife.flow.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both pages share stands alone: no file of others, none that is not served, nothing that would be markup. */
final class PageFilesTest {
    private static final Pattern IMPORT = Pattern.compile("from \"\\./([^\"]+)\"");

    static List<String> files() {
        return PageFiles.SHARED_FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void aSharedFileNeedsOnlySharedFiles(String file) throws IOException {
        assertThat(IMPORT.matcher(text(file)).results().map(found -> found.group(1)))
                .allSatisfy(needed -> assertThat(PageFiles.SHARED_FILES).contains(needed));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aTextNeverBecomesMarkupAndNothingIsFetchedFromElsewhere(String file) throws IOException {
        assertThat(text(file))
                .doesNotContain("innerHTML")
                .doesNotContain("outerHTML")
                .doesNotContain("insertAdjacentHTML")
                .doesNotContain("document.write")
                .doesNotContain("eval(")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    private static String text(String file) throws IOException {
        try (InputStream content = PageFiles.class.getResourceAsStream("/common-page/" + file)) {
            if (content == null) {
                throw new AssertionError("the page lacks " + file);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
