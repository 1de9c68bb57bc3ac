package co.loglife.flow.router.loglife;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.User;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The time zone a user most likely is in. A number tells its country, often its region; where that leaves several zones
 * it is the one in which most people of the country live. Who has no number is in UTC until they tell.
 */
final class Zones {
    private static final String UNKNOWN = "UTC";

    /** Countries whose mobile numbers do not tell the zone. */
    private static final Map<String, String> MOST_LIVE_IN = table("""
            AG America/Antigua, AI America/Anguilla, AS Pacific/Pago_Pago, AU Australia/Sydney, AX Europe/Mariehamn,
            BB America/Barbados, BM Atlantic/Bermuda, BQ America/Kralendijk, BR America/Sao_Paulo, BS America/Nassau,
            CA America/Toronto, CC Indian/Cocos, CD Africa/Kinshasa, CL America/Santiago, CN Asia/Shanghai,
            CW America/Curacao, CX Indian/Christmas, CY Asia/Nicosia, DM America/Dominica, DO America/Santo_Domingo,
            EC America/Guayaquil, ES Europe/Madrid, FI Europe/Helsinki, FM Pacific/Pohnpei, GB Europe/London,
            GD America/Grenada, GG Europe/Guernsey, GL America/Nuuk, GU Pacific/Guam, ID Asia/Jakarta,
            IE Europe/Dublin, IM Europe/Isle_of_Man, IT Europe/Rome, JE Europe/Jersey, JM America/Jamaica,
            KI Pacific/Tarawa, KN America/St_Kitts, KY America/Cayman, KZ Asia/Almaty, LC America/St_Lucia,
            MH Pacific/Majuro, MN Asia/Ulaanbaatar, MP Pacific/Saipan, MS America/Montserrat, MX America/Mexico_City,
            MY Asia/Kuala_Lumpur, NO Europe/Oslo, NZ Pacific/Auckland, PF Pacific/Tahiti, PG Pacific/Port_Moresby,
            PR America/Puerto_Rico, PS Asia/Hebron, PT Europe/Lisbon, RE Indian/Reunion, RU Europe/Moscow,
            SJ Arctic/Longyearbyen, SX America/Lower_Princes, TC America/Grand_Turk, TT America/Port_of_Spain,
            UA Europe/Kyiv, US America/New_York, UZ Asia/Tashkent, VA Europe/Vatican, VC America/St_Vincent,
            VG America/Tortola, VI America/St_Thomas, YT Indian/Mayotte""");

    /** Of the few zones that an area code may leave, the ones in which most people of that area live. */
    private static final Set<String> OF_AN_AREA = Set.of(
            "America/Anchorage",
            "America/Boise",
            "America/North_Dakota/Center",
            "America/Phoenix",
            "Asia/Makassar",
            "Australia/Perth");

    /** Every zone a user may name; in {@code Etc/GMT+5} the sign means the opposite of what people mean by it. */
    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone ->
                    !zone.startsWith("SystemV/") && !zone.startsWith("Etc/GMT+") && !zone.startsWith("Etc/GMT-"))
            .collect(Collectors.toCollection(TreeSet::new));

    private Zones() {}

    static Set<String> names() {
        return NAMES;
    }

    static String of(User user) {
        try {
            return user.address() instanceof Address.Phone(String digits) ? ofNumber(digits) : UNKNOWN;
        } catch (IllegalArgumentException _) { // a key that is no address
            return UNKNOWN;
        }
    }

    private static String ofNumber(String digits) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse("+" + digits, null);
            List<String> zones = PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number);
            String region = numbers.getRegionCodeForNumber(number);
            String likely = zones.size() == 1 || region == null ? null : MOST_LIVE_IN.get(region);
            String zone = likely == null ? zones.getFirst() : zones.contains(likely) ? likely : ofArea(zones, likely);
            return NAMES.contains(zone) ? zone : UNKNOWN;
        } catch (NumberParseException _) {
            return UNKNOWN;
        }
    }

    private static String ofArea(List<String> zones, String otherwise) {
        return zones.stream().filter(OF_AN_AREA::contains).findFirst().orElse(otherwise);
    }

    private static Map<String, String> table(String rows) {
        return Arrays.stream(rows.split(","))
                .map(row -> row.strip().split(" "))
                .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
    }
}
