package io.byteor.audit.http.parameter;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that the operation does not take, or that comes twice: a filter that was misspelt would otherwise show
 * everything. Thread-safe.
 */
public class KnownParameters {
    private final Map<Method, SortedSet<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo operation) {
        SortedSet<String> names = known.computeIfAbsent(operation.getResourceMethod(), KnownParameters::names);
        // By name, so that of several the same one is told each time.
        new TreeMap<>(request.getUriInfo().getQueryParameters()).forEach((name, values) -> {
            if (!names.contains(name)) {
                throw new ByteorException(
                        ErrorCode.REQUEST_INVALID,
                        names.isEmpty() ? "no parameters" : "one of " + String.join(", ", names),
                        name,
                        values.getFirst());
            }
            if (values.size() > 1) {
                throw new ByteorException(ErrorCode.REQUEST_INVALID, "one value", name, values);
            }
        });
    }

    private static SortedSet<String> names(Method operation) {
        return Arrays.stream(operation.getParameters())
                .flatMap(parameter -> names(parameter, parameter.getType()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(AnnotatedElement parameter, Class<?> type) {
        QueryParam one = parameter.getAnnotation(QueryParam.class);
        if (one != null) {
            return Stream.of(one.value());
        }
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(type.getDeclaredFields()).flatMap(field -> names(field, field.getType()))
                : Stream.empty();
    }
}
