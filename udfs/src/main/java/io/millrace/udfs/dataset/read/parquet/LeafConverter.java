package io.millrace.udfs.dataset.read.parquet;

import io.millrace.udfs.format.RefusedException;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Takes the values of a column. Those of a dictionary are decoded once. */
final class LeafConverter extends PrimitiveConverter {
  private final Decoding decoding;
  private final Type type;
  private final RowLimits limits;
  private final Slot into;
  private @Nullable Dictionary dictionary;
  private @Nullable Object[] decoded = new Object[0];

  LeafConverter(Decoding decoding, Type type, RowLimits limits, Slot into) {
    this.decoding = decoding;
    this.type = type;
    this.limits = limits;
    this.into = into;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary other) {
    dictionary = other;
    decoded = new Object[other.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Object known = decoded[id];
    if (known == null) {
      known = decoded(raw(id));
      decoded[id] = known;
    }
    put(known);
  }

  private Object raw(int id) {
    Dictionary from = dictionary;
    if (from == null) {
      throw new IllegalStateException("A value of a dictionary that there is not");
    }
    return switch (type) {
      case BOOLEAN -> from.decodeToBoolean(id);
      case INT32 -> from.decodeToInt(id);
      case INT64 -> from.decodeToLong(id);
      case FLOAT -> from.decodeToFloat(id);
      case DOUBLE -> from.decodeToDouble(id);
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> from.decodeToBinary(id);
    };
  }

  private @Nullable Object decoded(Object raw) {
    try {
      return decoding.of(raw);
    } catch (RefusedException e) {
      limits.refuse(e);
      return null;
    }
  }

  private void put(@Nullable Object value) {
    if (limits.takes(value)) {
      into.put(value);
    }
  }

  @Override
  public void addBinary(Binary value) {
    put(decoded(value));
  }

  @Override
  public void addBoolean(boolean value) {
    put(value);
  }

  @Override
  public void addDouble(double value) {
    put(decoded(value));
  }

  @Override
  public void addFloat(float value) {
    put(decoded(value));
  }

  @Override
  public void addInt(int value) {
    put(decoded(value));
  }

  @Override
  public void addLong(long value) {
    put(decoded(value));
  }
}
