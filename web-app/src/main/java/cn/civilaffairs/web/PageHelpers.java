package cn.civilaffairs.web;

import java.util.Set;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

/**
 * Gives each {@link PageHelper} its name in templates. They could be asked for as beans ({@code @show}), but an expression that
 * names a bean is never compiled: each time it is worked out node by node, with its method looked for anew.
 */
@Component
class PageHelpers implements IExpressionObjectDialect, IExpressionObjectFactory {

    private final ListableBeanFactory beans;
    private final Set<String> names;

    PageHelpers(ListableBeanFactory beans) {
        this.beans = beans;
        this.names = Set.of(beans.getBeanNamesForAnnotation(PageHelper.class));
    }

    @Override
    public String getName() {
        return "page helpers";
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return names;
    }

    @Override
    public Object buildObject(IExpressionContext context, String name) {
        return beans.getBean(name);
    }

    @Override
    public boolean isCacheable(String name) {
        return true;
    }
}
