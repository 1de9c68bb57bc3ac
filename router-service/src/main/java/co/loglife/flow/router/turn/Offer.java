package co.loglife.flow.router.turn;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.bot.Blanks;
import java.util.List;
import java.util.Optional;

/**
 * The options a user of the Web client was shown last, as numbered text. Typing the number, the title or the id right
 * after it means the same as a tap; any other message ends the offer, so that a later {@code 2} is what it always was.
 *
 * @param list whether a choice is a row of a list rather than a button
 * @param options in the order of their numbers, from 1
 */
record Offer(boolean list, List<Reply.Option> options) {
    static final Offer NONE = new Offer(false, List.of());

    Offer {
        options = List.copyOf(options);
    }

    /** What a message shown last offers; on the Business API people tap. */
    static Offer of(ClientType clientType, Reply last) {
        if (clientType != ClientType.WEB) {
            return NONE;
        }
        if (last instanceof Reply.Buttons buttons) {
            return new Offer(false, buttons.buttons());
        }
        if (last instanceof Reply.ListMenu menu) {
            return new Offer(
                    true,
                    menu.sections().stream()
                            .flatMap(section -> section.rows().stream())
                            .map(row -> new Reply.Option(row.id(), row.title()))
                            .toList());
        }
        return NONE;
    }

    /** What the user meant: the message with the tap its text stands for, else as it is. */
    IncomingMessage meant(IncomingMessage message) {
        Content meant = message.clientType() == ClientType.WEB ? meant(message.content()) : message.content();
        return meant.equals(message.content())
                ? message
                : new IncomingMessage(
                        message.id(),
                        message.clientType(),
                        message.line(),
                        message.sender(),
                        message.user(),
                        message.address(),
                        message.userId(),
                        message.senderName(),
                        meant,
                        message.replyTo(),
                        message.sentAt(),
                        message.receivedAt(),
                        message.metadata());
    }

    private Content meant(Content said) {
        if (options.isEmpty() || !(said instanceof Content.Text text)) {
            return said;
        }
        return chosen(Blanks.tidy(text.body())).<Content>map(this::tap).orElse(said);
    }

    private Optional<Reply.Option> chosen(String text) {
        for (int i = 0; i < options.size(); i++) {
            Reply.Option option = options.get(i);
            if (text.equals(String.valueOf(i + 1))
                    || text.equalsIgnoreCase(option.title())
                    || text.equalsIgnoreCase(option.id())) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private Content tap(Reply.Option option) {
        return list
                ? new Content.ListReply(option.id(), option.title(), null)
                : new Content.ButtonReply(option.id(), option.title());
    }
}
