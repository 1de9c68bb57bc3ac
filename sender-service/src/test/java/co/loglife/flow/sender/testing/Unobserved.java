package co.loglife.flow.sender.testing;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.sender.dispatch.Observer;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Task;
import java.time.Duration;

/** Told of everything, and keeps nothing. */
public class Unobserved implements Observer {
    @Override
    public void attempted(Task task, int attempt, Outcome outcome, Duration took) {}

    @Override
    public void repeated(Task task) {}

    @Override
    public void gaveUp(Task task, int attempts, Failure failure) {}

    @Override
    public void settled(Task task, String found) {}

    @Override
    public void stopped(Outcome.Scope scope, Failure failure, Duration pause) {}

    @Override
    public void resumed(Outcome.Scope scope) {}

    @Override
    public void notWritten(Task task, Throwable cause) {}

    @Override
    public void failed(Task task, Throwable e) {}
}
