package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Everybody some scheme covers or pays in a month (在享人员), as a query for whoever joins it to a list of their own. */
@Component
public class PeopleInPayment {

    private final Schemes schemes;

    PeopleInPayment(Schemes schemes) {
        this.schemes = schemes;
    }

    /** One column, the resident; a resident of two schemes appears twice. */
    public String residents(YearMonth month) {
        return people("", month);
    }

    /** The resident and the line of business whose scheme it is; a resident of two schemes appears twice. */
    public String lines(YearMonth month) {
        String lines = schemes.all().stream()
                .map(scheme -> "('" + scheme.code() + "', '" + scheme.line() + "')")
                .collect(Collectors.joining(", "));
        return "select p.resident_id, s.line from (" + people(", scheme", month) + ") p join (values " + lines
                + ") s (scheme, line) on s.scheme = p.scheme";
    }

    private static String people(String more, YearMonth month) {
        String first = "date '" + month + "-01'";
        return "select c.resident_id" + more
                + " from disbursement.covered_person c where c.to_month is null or c.to_month >= "
                + first + " union all select e.payee_id" + more + " from disbursement.entitlement e"
                + " where e.payee_id <> e.resident_id and (e.last_month is null or e.last_month >= " + first + ")";
    }
}
