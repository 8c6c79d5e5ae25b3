package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.dataset.TableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** A column of a schema, or a group of them; the root is the row. */
record ColumnTree(SchemaElement element, List<ColumnTree> children) {
  private static final int MOST_DEPTH = 50;
  private static final int MOST_COLUMNS = 10_000;
  private static final int MOST_FIXED_BYTES = 1 << 20;

  /** The tree of a schema, which Parquet lists in depth first. */
  static ColumnTree of(List<SchemaElement> schema) throws TableException {
    if (schema.size() > MOST_COLUMNS) {
      throw new TableException("The Parquet file has more than " + MOST_COLUMNS + " columns");
    }
    Iterator<SchemaElement> elements = schema.iterator();
    ColumnTree root = next(elements, 0);
    if (elements.hasNext() || root.children().isEmpty()) {
      throw damaged();
    }
    return root;
  }

  private static ColumnTree next(Iterator<SchemaElement> elements, int depth)
      throws TableException {
    if (!elements.hasNext() || depth > MOST_DEPTH) {
      throw damaged();
    }
    SchemaElement element = elements.next();
    List<ColumnTree> children = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < element.getNum_children(); i++) {
      ColumnTree child = next(elements, depth + 1);
      if (!names.add(child.name())) {
        throw new TableException("The Parquet file has two columns '" + child.name() + "'");
      }
      children.add(child);
    }
    boolean group = !element.isSetType();
    if (element.getName() == null || group == children.isEmpty()) {
      throw damaged();
    }
    if (depth > 0 && element.getRepetition_type() == null) {
      throw damaged();
    }
    return new ColumnTree(element, List.copyOf(children));
  }

  private static TableException damaged() {
    return new TableException("The schema of the Parquet file is damaged");
  }

  String name() {
    return element.getName();
  }

  boolean isLeaf() {
    return children.isEmpty();
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  /** A group that stands for a list: what repeats in it is, or holds, the element. */
  boolean isList() {
    boolean said =
        element.isSetLogicalType()
            ? element.getLogicalType().isSetLIST()
            : element.getConverted_type() == ConvertedType.LIST;
    return said && children.size() == 1 && children.get(0).isRepeated();
  }

  /** A group that stands for a map: what repeats in it has a key and mostly a value. */
  boolean isMap() {
    ConvertedType old = element.getConverted_type();
    boolean said =
        element.isSetLogicalType()
            ? element.getLogicalType().isSetMAP()
            : old == ConvertedType.MAP || old == ConvertedType.MAP_KEY_VALUE;
    return said
        && children.size() == 1
        && children.get(0).isRepeated()
        && !children.get(0).isLeaf()
        && children.get(0).children().size() <= 2;
  }

  /** The same for Parquet's record reader, which does not look at what values stand for. */
  MessageType message() throws TableException {
    return new MessageType(name(), types());
  }

  private List<Type> types() throws TableException {
    List<Type> types = new ArrayList<>();
    for (ColumnTree child : children) {
      types.add(child.type());
    }
    return types;
  }

  private Type type() throws TableException {
    Repetition repetition = Repetition.valueOf(element.getRepetition_type().name());
    if (!isLeaf()) {
      return new GroupType(repetition, name(), types());
    }
    PrimitiveTypeName primitive =
        switch (element.getType()) {
          case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
          case INT32 -> PrimitiveTypeName.INT32;
          case INT64 -> PrimitiveTypeName.INT64;
          case INT96 -> PrimitiveTypeName.INT96;
          case FLOAT -> PrimitiveTypeName.FLOAT;
          case DOUBLE -> PrimitiveTypeName.DOUBLE;
          case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
          case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
    if (primitive != PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      return new PrimitiveType(repetition, primitive, name());
    }
    int length = element.getType_length();
    if (length <= 0 || length > MOST_FIXED_BYTES) {
      throw damaged();
    }
    return new PrimitiveType(repetition, primitive, length, name());
  }
}
