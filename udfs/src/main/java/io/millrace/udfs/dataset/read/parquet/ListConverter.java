package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.jspecify.annotations.Nullable;

/**
 * Makes a list of a group that stands for one. Mostly what repeats in it is a group around the
 * element, so that an element may be null; of older writers it is the element (Parquet's
 * LogicalTypes.md, "Lists", with its rules for what was written before them).
 */
final class ListConverter extends GroupConverter {
  private final Converter repeated;
  private final RowLimits limits;
  private final Slot into;
  private List<@Nullable Object> current = new ArrayList<>();

  ListConverter(ColumnTree tree, RowLimits limits, Slot into) throws TableException {
    this.limits = limits;
    this.into = into;
    ColumnTree child = tree.children().get(0);
    Slot element = this::add;
    this.repeated =
        isElement(child, tree.name())
            ? element.converter(child, limits)
            : new Around(child.children().get(0), limits, element);
  }

  private static boolean isElement(ColumnTree repeated, String list) {
    return repeated.isLeaf()
        || repeated.children().size() != 1
        || repeated.children().get(0).isRepeated()
        || repeated.name().equals("array")
        || repeated.name().equals(list + "_tuple");
  }

  private void add(@Nullable Object value) {
    if (limits.takes(Byte.BYTES)) {
      current.add(value);
    }
  }

  @Override
  public Converter getConverter(int field) {
    return repeated;
  }

  @Override
  public void start() {
    current = new ArrayList<>();
  }

  @Override
  public void end() {
    into.put(current);
  }

  /** The group around an element. */
  private static final class Around extends GroupConverter {
    private final Converter element;
    private final Slot into;
    private @Nullable Object current;

    Around(ColumnTree tree, RowLimits limits, Slot into) throws TableException {
      Slot slot = value -> current = value;
      this.element = slot.converter(tree, limits);
      this.into = into;
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      current = null;
    }

    @Override
    public void end() {
      into.put(current);
    }
  }
}
