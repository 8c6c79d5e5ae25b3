package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.check.ValueOrder;
import io.millrace.udfs.ontology.type.Constraints;
import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.Domain;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares which values a property may have. */
final class DomainDiff {
  private DomainDiff() {}

  static void add(Changes at, Domain from, Domain to) {
    if (from.sameValues(to)) {
      return;
    }
    TypeChange type = TypeChange.of(from.type(), to.type());
    if (type != null) {
      String reason = "Is " + to.text() + " instead of " + from.text() + type.because();
      at.add(ChangeCode.TYPE_CHANGED, type.impact(), type.index(), reason);
    }
    if (!Objects.equals(from.unit(), to.unit())) {
      boolean said = from.unit() == null;
      at.add(
          ChangeCode.UNIT_CHANGED,
          said ? Impact.SAFE : Impact.BREAKING,
          IndexAction.NONE,
          said
              ? "Counts " + to.unit() + ", which nothing said before"
              : "The same number means another thing: %s instead of %s"
                  .formatted(Objects.requireNonNullElse(to.unit(), "no unit"), from.unit()));
    }
    boolean comparable = type == null || type.impact() != Impact.BREAKING;
    if (comparable && !from.constraints().equals(to.constraints())) {
      boolean wider = within(from.constraints(), to.constraints(), to.type());
      at.add(
          ChangeCode.CONSTRAINTS_CHANGED,
          wider ? Impact.SAFE : Impact.BREAKING,
          IndexAction.NONE,
          wider ? "Takes more than before" : "May refuse what it took before");
    }
  }

  /** Whether whatever satisfies the first satisfies the second. */
  static boolean within(Constraints from, Constraints to, DataType type) {
    return (to.pattern() == null || to.pattern().equals(from.pattern()))
        && least(from.minLength(), to.minLength())
        && most(from.maxLength(), to.maxLength())
        && least(from.minItems(), to.minItems())
        && most(from.maxItems(), to.maxItems())
        && bound(from.minimum(), to.minimum(), type, 1)
        && bound(from.maximum(), to.maximum(), type, -1);
  }

  private static boolean least(@Nullable Integer from, @Nullable Integer to) {
    return to == null || to == 0 || (from != null && to <= from);
  }

  private static boolean most(@Nullable Integer from, @Nullable Integer to) {
    return to == null || (from != null && to >= from);
  }

  private static boolean bound(
      @Nullable Object from, @Nullable Object to, DataType type, int sign) {
    return to == null || (from != null && ValueOrder.of(type, to).against(from) * sign >= 0);
  }
}
