package cn.civilaffairs.benchmarks;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The modules without their pages, on a server of their own. */
@SpringBootApplication(scanBasePackages = "cn.civilaffairs")
class BenchmarkApplication {}
