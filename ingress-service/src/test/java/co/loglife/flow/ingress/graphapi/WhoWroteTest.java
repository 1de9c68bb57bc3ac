package co.loglife.flow.ingress.graphapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.model.Address;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People with and without a phone number, groups, and batches of them. */
class WhoWroteTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'from':'16505551234'                          | []                                            | 16505551234 |
            'from':16505551234                            | []                                            | 16505551234 |
            'from':'16505551234','from_user_id':'US.1'    | []                                            | 16505551234 | US.1
            'from_user_id':'US.1'                         | []                                            | US.1        | US.1
            'from':'US.1'                                 | []                                            | US.1        | US.1
            'from_user_id':'US.ENT.1'                     | []                                            | US.ENT.1    | US.ENT.1
            'from_user_id':'US.1'                         | [{'wa_id':'16505551234','user_id':'US.1'}]    | 16505551234 | US.1
            'from_user_id':'US.1'                         | [{'wa_id':'16505551234','user_id':'US.2'}]    | US.1        | US.1
            'from':'16505551234'                          | [{'wa_id':'16505551234','user_id':'US.1'}]    | 16505551234 | US.1
            'from':'16505551234'                          | [{'wa_id':'4915','user_id':'US.2'},{'wa_id':'16505551234','user_id':'US.1'}] | 16505551234 | US.1
            'x':1                                         | [{'wa_id':'16505551234'}]                     | 16505551234 |
            'from':'nobody','from_user_id':'US.1'         | []                                            | US.1        | US.1
            'from':'','from_user_id':'US.1'               | [{'profile':{}}]                              | US.1        | US.1
            'from':null                                   | [{'wa_id':16505551234,'profile':{'name':5}}]  | 16505551234 |
            'from':'16505551234'                          | {}                                            | 16505551234 |
            'from':'16505551234'                          | [null,5,{'wa_id':{}}]                         | 16505551234 |
            'x':1                                         | [{'user_id':'US.1'}]                          | US.1        | US.1
            'from':'US.1'                                 | [{'wa_id':'16505551234','user_id':'US.2'}]    | US.1        | US.1
            'from':'US.1'                                 | [{'wa_id':'4915'},{'wa_id':'16505551234','user_id':'US.1'}] | 16505551234 | US.1
            'from_user_id':'US.1'                         | [{'wa_id':'16505551234'},null]                | US.1        | US.1
            """)
    void isKeyedByNumberElseById(String ids, String contacts, String user, String userId) throws Exception {
        IncomingMessage message = messages(value(ids, contacts)).getFirst();

        assertThat(message.user().key()).isEqualTo(user);
        assertThat(message.userId()).isEqualTo(userId);
        assertThat(message.address().text()).isEqualTo(user);
    }

    @Test
    void aLoneContactIsOnlyThatOfTheMessageItNames() throws Exception {
        String two = value("'from':'16505551234'", "[{'wa_id':'16505551234','profile':{'name':'Ann'}}]")
                .replace("]}}]}", ",{'from_user_id':'US.2','id':'n','type':'text','text':{'body':'t'}}]}}]}");

        assertThat(messages(two))
                .extracting(message -> message.user().key(), IncomingMessage::senderName)
                .containsExactly(tuple("16505551234", "Ann"), tuple("US.2", null));
        assertThat(normalized(two)).noneMatch(Normalized.Pair.class::isInstance);
    }

    @Test
    void anotherOnesContactGivesNoName() throws Exception {
        IncomingMessage message = messages(value(
                        "'from':'16505551234'",
                        "[{'wa_id':'491512345678','profile':{'name':'Ann','username':'ann'},'identity_key_hash':'h'}]"))
                .getFirst();

        assertThat(message.senderName()).isNull();
        assertThat(message.metadata()).isEmpty();
    }

    @Test
    void nobodyIsMalformed() throws Exception {
        assertThat(normalized(value("'x':1", "[]"))).singleElement().isInstanceOf(Normalized.Malformed.class);
        assertThat(normalized(value("'from':'123@lid'", "[]")))
                .singleElement()
                .isInstanceOf(Normalized.Malformed.class);
    }

    @Test
    void aPairIsToldBeforeItsMessage() throws Exception {
        List<Normalized> normalized = normalized(value("'from':'16505551234','from_user_id':'US.1'", "[]"));

        assertThat(normalized).hasSize(2);
        assertThat(normalized.getFirst())
                .isEqualTo(new Normalized.Pair(new Identity("US.1", new User("16505551234"), NOW)));
    }

    @Test
    void aGroupsMessageBelongsToTheGroup() throws Exception {
        IncomingMessage message =
                messages(value("'from':'16505551234','group_id':'HBg='", "[]")).getFirst();

        assertThat(message.address()).isEqualTo(new Address.Group("HBg="));
        assertThat(message.user().key()).isEqualTo("HBg=@g.us");
        assertThat(message.sender()).isEqualTo("16505551234");
    }

    @Test
    void aGroupsMessageOfWhoeverIsKeptToo() throws Exception {
        IncomingMessage message = messages(value("'group_id':'HBg='", "[]")).getFirst();

        assertThat(message.user().key()).isEqualTo("HBg=@g.us");
        assertThat(message.sender()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_changed_number", "user_changed_user_id"})
    void aChangeThatNamesTheNewNumberAndIdIsAPairAfterIt(String event) throws Exception {
        List<Normalized> normalized = normalized(notice("'from':'16505551234','from_user_id':'US.1'", event));

        assertThat(normalized).hasSize(2);
        assertThat(normalized.getFirst()).isInstanceOf(Normalized.Message.class);
        assertThat(normalized.getLast())
                .isEqualTo(new Normalized.Pair(new Identity("US.2", new User("14155550100"), NOW)));
    }

    @ParameterizedTest
    @CsvSource({
        "user_changed_number, 16505551234",
        "user_changed_user_id, 16505551234",
        "group_participant_removed, HBg=@g.us"
    })
    void aChangeToldInAGroupIsThePersonsOwn(String event, String user) throws Exception {
        assertThat(messages(notice("'from':'16505551234','group_id':'HBg='", event)))
                .extracting(message -> message.user().key())
                .containsExactly(user);
    }

    @Test
    void anotherNoticeIsNoPair() throws Exception {
        assertThat(normalized(notice("'from':'16505551234','from_user_id':'US.1'", "customer_identity_changed")))
                .singleElement()
                .isInstanceOf(Normalized.Message.class);
    }

    @Test
    void aNoticeThatDoesNotSayOfWhomIsKeptRaw() throws Exception {
        assertThat(normalized(notice("'x':1", "user_changed_number")))
                .containsExactly(new Normalized.KeptRaw("system"));
        assertThat(normalized(notice("'group_id':'HBg='", "user_changed_number")))
                .containsExactly(new Normalized.KeptRaw("system"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_update",
                "account_alerts",
                "message_template_status_update",
                "phone_number_quality_update",
                "business_capability_update",
                "security",
                "template_category_update",
                "user_preferences",
                "user_id_update",
                "smb_app_state_sync",
                "group_lifecycle_update",
                "group_participants_update",
                "calls",
                "history",
                "smb_message_echoes",
                "something_new"
            })
    void aFieldThatIsNoMessageIsKeptRawWhateverIsInIt(String field) throws Exception {
        String change = change("77", "a").replace("'messages','value'", "'" + field + "','value'");

        assertThat(normalized("{'changes':[" + change + ",{'field':'" + field + "','value':null}]}"))
                .containsExactly(new Normalized.KeptRaw("field"), new Normalized.KeptRaw("field"));
    }

    @Test
    void fieldAndValueComeInEitherOrder() throws Exception {
        String turned = "{'value':{'messages':[{'from':'16505551234','id':'a','type':'text','text':{'body':'t'}}]},"
                + "'field':'messages'}";

        assertThat(messages("{'changes':[" + turned + "]}"))
                .extracting(IncomingMessage::line)
                .containsExactly("default");
    }

    @Test
    void whatTheBusinessWroteIsNoInput() throws Exception {
        assertThat(normalized(value("'from':'15550783881'", "[]"))).containsExactly(new Normalized.KeptRaw("echo"));
        assertThat(normalized("{'changes':[{'field':'smb_message_echoes','value':{'message_echoes':[{}]}},"
                        + "{'field':'history','value':{'messages':[{'from':'1650','id':'x'}]}}]}"))
                .containsOnly(new Normalized.KeptRaw("field"));
    }

    @Test
    void aBatchOverSeveralNumbersIsFiledUnderEachInItsOrder() throws Exception {
        String webhook = "{'changes':[" + change("77", "a", "b") + "," + change("88", "c") + "]},{'changes':["
                + change("77", "d") + "]}";

        assertThat(messages(webhook))
                .extracting(message -> message.line() + message.id())
                .containsExactly("77a", "77b", "88c", "77d");
    }

    @Test
    void brokenElementsOfAnyLevelLeaveTheirNeighbours() throws Exception {
        String webhook = "5,{'changes':7},{'changes':[null,{'field':'messages','value':[]}," + change("77", "a")
                + ",{'field':'messages','value':{'messages':['x'],'statuses':[{}]}}]}";

        List<Normalized> normalized = normalized(webhook);

        assertThat(messages(webhook)).extracting(IncomingMessage::id).containsExactly("a");
        assertThat(normalized.stream().filter(Normalized.Malformed.class::isInstance))
                .hasSize(6);
    }

    private static String change(String line, String... ids) {
        StringBuilder messages = new StringBuilder();
        for (String id : ids) {
            messages.append(messages.isEmpty() ? "" : ",")
                    .append("{'from':'16505551234','id':'")
                    .append(id)
                    .append("','type':'text','text':{'body':'t'}}");
        }
        return "{'field':'messages','value':{'metadata':{'phone_number_id':'" + line + "'},'messages':[" + messages
                + "]}}";
    }

    private static String notice(String ids, String event) {
        return value(ids, "[]")
                .replace(
                        "'type':'text'",
                        "'type':'system','system':{'type':'" + event + "','wa_id':'14155550100','user_id':'US.2'}");
    }

    private static String value(String ids, String contacts) {
        return "{'changes':[{'field':'messages','value':{'metadata':{'phone_number_id':'77',"
                + "'display_phone_number':'+1 555-078-3881'},'contacts':" + contacts + ",'messages':[{" + ids
                + ",'id':'m','type':'text','text':{'body':'t'}}]}}]}";
    }

    private static List<IncomingMessage> messages(String entries) throws Exception {
        return normalized(entries).stream()
                .filter(Normalized.Message.class::isInstance)
                .map(message -> ((Normalized.Message) message).message())
                .toList();
    }

    private static List<Normalized> normalized(String entries) throws Exception {
        JsonNode webhook =
                Trees.ofMeta(("{'entry':[" + entries + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new GraphApiNormalizer("default").normalize(webhook, NOW);
    }
}
