package io.millrace.udfs.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of the proposed mapping.
 *
 * @param type the word in the document
 * @param items type of a list's elements, null for others
 * @param values of an enum, else empty
 * @param unit in UCUM, null where none is known
 * @param required whether all samples have it, and enough of them to believe it
 * @param skips whether it is left out where its expression fails: where some samples have another
 *     type, or null that a function does not take
 * @param confidence from 0 to 1 that the type is right: see {@link Reading}
 * @param unitConfidence the same of the unit, 0 where there is none
 * @param agreeing samples whose value is as proposed
 * @param present samples that have a value that is not null
 * @param samples all samples
 * @param reasons why, for people; what disagrees, too
 */
public record ProposedField(
    String name,
    String expression,
    String type,
    @Nullable String items,
    List<String> values,
    @Nullable String unit,
    boolean required,
    boolean skips,
    double confidence,
    double unitConfidence,
    long agreeing,
    long present,
    long samples,
    List<String> reasons) {

  public ProposedField {
    values = List.copyOf(values);
    reasons = List.copyOf(reasons);
  }
}
