package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import org.apache.parquet.io.api.Converter;
import org.jspecify.annotations.Nullable;

/** Where a value of a record goes. */
@FunctionalInterface
interface Slot {
  void put(@Nullable Object value);

  /** How the values of a column, or of a group of columns, get here. */
  default Converter converter(ColumnTree tree, RowLimits limits) throws TableException {
    if (tree.isLeaf()) {
      return new LeafConverter(Decoding.of(tree.element()), tree.element().getType(), limits, this);
    }
    if (tree.isList()) {
      return new ListConverter(tree, limits, this);
    }
    return tree.isMap()
        ? new MapConverter(tree, limits, this)
        : new StructConverter(tree, limits, this);
  }
}
