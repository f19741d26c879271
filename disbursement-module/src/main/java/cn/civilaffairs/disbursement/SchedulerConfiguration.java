package cn.civilaffairs.disbursement;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** Long work goes on in the background and survives a restart (db-scheduler); its table lies in this module's schema. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:disbursement-scheduler.properties")
class SchedulerConfiguration {}
