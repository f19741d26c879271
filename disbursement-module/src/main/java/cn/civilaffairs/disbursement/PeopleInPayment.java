package cn.civilaffairs.disbursement;

import java.time.YearMonth;
import org.springframework.stereotype.Component;

/** Everybody some scheme covers or pays in a month (在享人员), as a query for whoever joins it to a list of their own. */
@Component
public class PeopleInPayment {

    /** One column, the resident; a resident of two schemes appears twice. */
    public String residents(YearMonth month) {
        String first = "date '" + month + "-01'";
        return "select c.resident_id from disbursement.covered_person c where c.to_month is null or c.to_month >= "
                + first + " union all select e.payee_id from disbursement.entitlement e"
                + " where e.payee_id <> e.resident_id and (e.last_month is null or e.last_month >= " + first + ")";
    }
}
