package io.millrace.udfs.ontology;

import io.millrace.udfs.expression.Expression;
import io.millrace.udfs.ontology.type.Domain;
import org.jspecify.annotations.Nullable;

/**
 * A property of an object type, an interface or a link type.
 *
 * @param from the interface that it comes from, null for the type's own
 * @param required every object has it; a key is always required
 * @param unique no two objects of the type have the same value
 * @param indexed whether queries filter and sort by it
 * @param searchable whether full-text search finds it
 * @param sensitive whether its values are kept out of reasons and logs
 * @param otherwise the value of an object that has none, in the form that the domain gives it
 * @param computed what gives its value, over the properties of the same object; null for stored
 * @param source {@code computed} as it was written
 */
public record Property(
    String name,
    Label label,
    ElementState state,
    Domain domain,
    @Nullable String from,
    boolean required,
    boolean unique,
    boolean indexed,
    boolean searchable,
    boolean sensitive,
    @Nullable Object otherwise,
    @Nullable Expression computed,
    @Nullable String source) {

  /** Whether nobody sets it: it follows from others. */
  public boolean isComputed() {
    return source != null;
  }

  /** The same with what computes it. */
  public Property compiled(Expression expression) {
    return new Property(
        name,
        label,
        state,
        domain,
        from,
        required,
        unique,
        indexed,
        searchable,
        sensitive,
        otherwise,
        expression,
        source);
  }

  /** The same, required. */
  public Property asRequired() {
    return new Property(
        name,
        label,
        state,
        domain,
        from,
        true,
        unique,
        indexed,
        searchable,
        sensitive,
        otherwise,
        computed,
        source);
  }

  /** The same as a part of an interface. */
  public Property of(String interfaceType) {
    return new Property(
        name,
        label,
        state,
        domain,
        interfaceType,
        required,
        unique,
        indexed,
        searchable,
        sensitive,
        otherwise,
        computed,
        source);
  }
}
