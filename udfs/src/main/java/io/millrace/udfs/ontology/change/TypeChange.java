package io.millrace.udfs.ontology.change;

import io.millrace.udfs.ontology.type.DataType;
import io.millrace.udfs.ontology.type.DecimalType;
import io.millrace.udfs.ontology.type.Domain;
import io.millrace.udfs.ontology.type.EnumType;
import io.millrace.udfs.ontology.type.ListType;
import io.millrace.udfs.ontology.type.MapType;
import io.millrace.udfs.ontology.type.ScalarType;
import io.millrace.udfs.ontology.type.VectorType;
import io.millrace.udfs.ontology.type.VectorType.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What another type demands.
 *
 * @param because more for people, empty for nothing
 */
record TypeChange(Impact impact, IndexAction index, String because) {
  private static final TypeChange SAFE = new TypeChange(Impact.SAFE, IndexAction.NONE, "");
  private static final TypeChange REWRITTEN =
      new TypeChange(
          Impact.NEEDS_BACKFILL, IndexAction.REBUILD, ": objects and indexes hold the old form");
  private static final TypeChange BREAKING =
      new TypeChange(Impact.BREAKING, IndexAction.REBUILD, "");

  /** Null where nothing changes. */
  static @Nullable TypeChange of(DataType from, DataType to) {
    if (from.equals(to)) {
      return null;
    }
    if (from instanceof EnumType before) {
      return words(before, to);
    }
    if (from == ScalarType.INTEGER && to == ScalarType.LONG) {
      return REWRITTEN;
    }
    if (from instanceof DecimalType before && to instanceof DecimalType after) {
      return decimals(before, after);
    }
    if (from instanceof VectorType before && to instanceof VectorType after) {
      boolean all = after.similarity() == Similarity.L2_NORM && before.dims() == after.dims();
      return all ? REWRITTEN : BREAKING;
    }
    if (from instanceof ListType before && to instanceof ListType after) {
      return items(before.items(), after.items());
    }
    if (from instanceof MapType before && to instanceof MapType after) {
      return items(before.items(), after.items());
    }
    return BREAKING;
  }

  private static TypeChange words(EnumType from, DataType to) {
    if (to == ScalarType.STRING) {
      return SAFE;
    }
    if (!(to instanceof EnumType after)) {
      return BREAKING;
    }
    List<String> gone = new ArrayList<>(from.values());
    gone.removeAll(after.values());
    return gone.isEmpty()
        ? SAFE
        : new TypeChange(Impact.BREAKING, IndexAction.NONE, ": without " + String.join(", ", gone));
  }

  private static TypeChange decimals(DecimalType from, DecimalType to) {
    Integer before = from.scale();
    Integer after = to.scale();
    boolean room = to.wholeDigits() >= from.wholeDigits();
    if (Objects.equals(before, after)) {
      return room ? SAFE : BREAKING;
    }
    if (before == null) {
      return BREAKING;
    }
    boolean decimals = after == null ? to.precision() >= from.precision() : after > before;
    return room && decimals ? REWRITTEN : BREAKING;
  }

  private static @Nullable TypeChange items(Domain from, Domain to) {
    TypeChange type = of(from.type(), to.type());
    if (type != null && type.impact() == Impact.BREAKING) {
      return BREAKING;
    }
    boolean sameUnit = from.unit() == null || Objects.equals(from.unit(), to.unit());
    if (!sameUnit || !DomainDiff.within(from.constraints(), to.constraints(), to.type())) {
      return BREAKING;
    }
    return type == null && !from.sameValues(to) ? SAFE : type;
  }
}
