package co.loglife.flow.simulator.faults;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How messages of the business are reported on: Meta's status webhooks and the Web client's acks.
 *
 * @param enabled whether at all
 * @param delaysMs how long after the acceptance each comes: sent, delivered, read; with fewer the later ones stay out
 * @param duplicate how probably a report comes twice, 0 to 1
 * @param reorder how probably the reports of a message come in another order, 0 to 1
 * @param fail how probably a message fails after its acceptance, 0 to 1
 * @param failCode with which Graph code
 */
public record StatusFaults(
        @Nullable Boolean enabled,
        @Nullable List<Integer> delaysMs,
        double duplicate,
        double reorder,
        double fail,
        @Nullable Integer failCode) {
    private static final List<Integer> USUAL = List.of(20, 250, 900);
    private static final int LONGEST_MS = 86_400_000;

    /** How it usually is. */
    static final StatusFaults NONE = new StatusFaults(null, null, 0, 0, 0, null);

    public StatusFaults {
        enabled = enabled == null || enabled;
        delaysMs = delaysMs == null ? USUAL : List.copyOf(delaysMs);
        failCode = failCode == null ? 131026 : failCode;
        if (delaysMs.size() > 3 || delaysMs.stream().anyMatch(delay -> delay < 0 || delay > LONGEST_MS)) {
            throw new IllegalArgumentException("delays_ms must be up to three times of 0 to " + LONGEST_MS);
        }
        for (double probability : new double[] {duplicate, reorder, fail}) {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probabilities must be 0 to 1");
            }
        }
    }
}
