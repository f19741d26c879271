package cn.benchmarks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The modules without their pages, on a server of their own. */
@SpringBootApplication(
        scanBasePackages = {
            "cn.benchmarks",
            "cn.civilaffairs.registry",
            "cn.civilaffairs.casework",
            "cn.civilaffairs.disbursement",
            "cn.civilaffairs.assistance"
        })
class BenchmarkApplication {}
