package io.millrace.udfs.ontology.type;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/**
 * A map with texts as keys.
 *
 * @param items what each value is: a {@link DataType#single} type
 */
public record MapType(Domain items) implements DataType {
  @Override
  public CelType celType() {
    return dev.cel.common.types.MapType.create(SimpleType.STRING, items.type().celType());
  }

  @Override
  public String text() {
    return "map of " + items.text();
  }

  @Override
  public boolean single() {
    return false;
  }
}
