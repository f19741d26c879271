package cn.civilaffairs.web.lead;

import cn.civilaffairs.casework.lead.PeopleInCare;
import cn.civilaffairs.disbursement.PeopleInPayment;
import java.time.YearMonth;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Casework and payments do not know each other; here the people lists are matched to become the people who are paid. */
@Configuration(proxyBeanMethods = false)
public class LeadConfiguration {

    @Bean
    PeopleInCare peopleListsAreMatchedTo(PeopleInPayment people) {
        return new PeopleInCare() {

            @Override
            public String query(YearMonth month) {
                return people.residents(month);
            }

            @Override
            public String lines(YearMonth month) {
                return people.lines(month);
            }
        };
    }
}
