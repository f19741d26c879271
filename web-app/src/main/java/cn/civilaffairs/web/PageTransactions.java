package cn.civilaffairs.web;

import cn.civilaffairs.registry.database.Acting;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Whatever a page shows is read in one transaction. A page asks ten desks and more, and each would begin a transaction of its own:
 * its scope told to the database, its end awaited. It ends before the page is written, so that nobody's slow line keeps a
 * connection; and a refusal ends it before it is logged. Files and acts keep the transactions of their desks.
 */
@Configuration(proxyBeanMethods = false)
class PageTransactions {

    @Bean
    WebMvcRegistrations pagesInOneTransaction(ObjectProvider<PlatformTransactionManager> transactions) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new InOneTransaction(transactions);
            }
        };
    }

    private static final class InOneTransaction extends RequestMappingHandlerAdapter {

        private final ObjectProvider<PlatformTransactionManager> transactions;

        InOneTransaction(ObjectProvider<PlatformTransactionManager> transactions) {
            this.transactions = transactions;
        }

        @Override
        protected @Nullable ModelAndView invokeHandlerMethod(
                HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
            if (!isPage(request, handler)) {
                return super.invokeHandlerMethod(request, response, handler);
            }
            PlatformTransactionManager manager = transactions.getObject();
            TransactionStatus status = manager.getTransaction(new DefaultTransactionDefinition());
            ModelAndView page;
            try {
                page = super.invokeHandlerMethod(request, response, handler);
            } catch (Exception | Error refused) {
                manager.rollback(status);
                throw refused;
            }
            manager.commit(status);
            return page;
        }

        private static boolean isPage(HttpServletRequest request, HandlerMethod handler) {
            return request.getMethod().equals("GET")
                    && handler.getReturnType().getParameterType() == String.class
                    && Acting.current().isPresent();
        }
    }
}
