package co.loglife.flow.cli.replay;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.Bot;
import co.loglife.flow.model.bot.ConversationFormat;
import co.loglife.flow.model.bot.Said;
import co.loglife.flow.model.bot.Turn;
import co.loglife.flow.router.loglife.LogLifeBot;
import java.time.Instant;
import java.util.List;

/** The LogLife bot with a bug in one command: the week. */
public final class WrongWeekBot implements Bot<Object> {
    @SuppressWarnings("unchecked") // its conversations are only handed back to it
    private final Bot<Object> right = (Bot<Object>) (Bot<?>) new LogLifeBot();

    @Override
    public ConversationFormat<Object> format() {
        return right.format();
    }

    @Override
    public Object begin(User user) {
        return right.begin(user);
    }

    @Override
    public Turn<Object> on(Object conversation, IncomingMessage message, Instant now) {
        Turn<Object> turn = right.on(conversation, message, now);
        List<Said> said = turn.replies().stream()
                .map(reply -> reply.kind().equals("week_summary")
                        ? new Said(reply.kind(), new Reply.Text("Week 0", false), reply.validFor())
                        : reply)
                .toList();
        return new Turn<>(turn.conversation(), said, turn.wakeUps(), turn.referrals());
    }

    @Override
    public Object merge(Object own, Object arriving, Instant now) {
        return right.merge(own, arriving, now);
    }
}
