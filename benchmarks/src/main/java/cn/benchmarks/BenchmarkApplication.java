package cn.benchmarks;

import cn.civilaffairs.web.lead.LeadConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

/** The modules without their pages, on a server of their own, and what ties lists to the payments they are matched to. */
@SpringBootApplication(
        scanBasePackages = {
            "cn.benchmarks",
            "cn.civilaffairs.registry",
            "cn.civilaffairs.casework",
            "cn.civilaffairs.disbursement",
            "cn.civilaffairs.assistance"
        })
@Import(LeadConfiguration.class)
class BenchmarkApplication {}
