package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.system.ServiceProcess.Kind;
import co.loglife.flow.testing.BrokerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What can happen to our own processes. */
final class ProcessFaults {
    private ProcessFaults() {}

    /** Kill -9 of some instances; they come back when the others, if any, have taken over. */
    static Breakage killed(Kind kind, int count) {
        return run -> {
            List<ServiceProcess> victims = some(run, kind, count);
            for (ServiceProcess victim : victims) {
                victim.kill();
                run.died();
            }
            int left = run.pipeline().services(kind).size() - count;
            if (kind != Kind.INGRESS && left > 0) {
                Members.await(run.pipeline(), kind, left);
            }
            startAgain(victims);
        };
    }

    /** SIGTERM of every service in turn, each back and ready before the next: a rolling restart. */
    static Breakage restarted(Kind... kinds) {
        return run -> {
            for (Kind kind : kinds) {
                for (ServiceProcess service : run.pipeline().services(kind)) {
                    stop(run, service);
                    startAgain(List.of(service));
                }
            }
        };
    }

    /** SIGTERM of one instance of each; the others take over, and it does not come back before they have. */
    static Breakage stopped(Kind... kinds) {
        return run -> {
            List<ServiceProcess> gone = new ArrayList<>();
            for (Kind kind : kinds) {
                ServiceProcess service = some(run, kind, 1).getFirst();
                stop(run, service);
                gone.add(service);
            }
            for (Kind kind : kinds) {
                if (kind != Kind.INGRESS) {
                    Members.await(
                            run.pipeline(), kind, run.pipeline().services(kind).size() - 1);
                }
            }
            startAgain(gone);
        };
    }

    private static void stop(FaultRun run, ServiceProcess service) throws InterruptedException {
        long began = System.nanoTime();
        int exitCode = service.stop();
        run.countersDiffer("a process ended");
        run.tells("%s stopped on SIGTERM in %.1f s, exit code %d"
                .formatted(service, (System.nanoTime() - began) / 1e9, exitCode));
        assertThat(exitCode).as("exit code of " + service).isZero();
    }

    /** SIGSTOP of one instance of each for longer than its group waits for it, then SIGCONT: a zombie. */
    static Breakage frozen(Duration pause, Kind... kinds) {
        return run -> {
            List<ServiceProcess> zombies = new ArrayList<>();
            for (Kind kind : kinds) {
                ServiceProcess zombie = some(run, kind, 1).getFirst();
                zombie.freeze();
                run.died();
                zombies.add(zombie);
            }
            run.lasts(pause);
            for (Kind kind : kinds) {
                Members.await(
                        run.pipeline(), kind, run.pipeline().services(kind).size() - 1);
            }
            for (ServiceProcess zombie : zombies) {
                zombie.thaw();
            }
            zombies.forEach(ServiceProcess::awaitReady);
            for (Kind kind : kinds) {
                Members.await(
                        run.pipeline(), kind, run.pipeline().services(kind).size());
            }
        };
    }

    /** Kill -9 of the broker, and back with what it had on its disk. */
    static Breakage brokerKilled(BrokerProcess broker, Duration outage) {
        return run -> {
            broker.kill();
            run.countersDiffer("what was done in a transaction that was aborted is counted again");
            run.lasts(outage);
            broker.startAgain();
            run.pipeline().awaitReady();
        };
    }

    private static List<ServiceProcess> some(FaultRun run, Kind kind, int count) {
        List<ServiceProcess> all = new ArrayList<>(run.pipeline().services(kind));
        Collections.shuffle(all, run.random());
        return all.subList(0, count);
    }

    private static void startAgain(List<ServiceProcess> services) throws Exception {
        for (ServiceProcess service : services) {
            service.startAgain();
        }
        services.forEach(ServiceProcess::awaitReady);
    }
}
