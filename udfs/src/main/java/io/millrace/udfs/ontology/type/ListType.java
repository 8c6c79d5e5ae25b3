package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;

/**
 * A list.
 *
 * @param items what each element is: a {@link DataType#single} type
 */
public record ListType(Domain items) implements DataType {
  @Override
  public CelType celType() {
    return dev.cel.common.types.ListType.create(items.type().celType());
  }

  @Override
  public String text() {
    return "list of " + items.text();
  }

  @Override
  public boolean single() {
    return false;
  }

  @Override
  public boolean textual() {
    return items.type().textual();
  }
}
