package io.millrace.udfs.rules.pattern.nfa;

import java.util.function.IntPredicate;

/** A condition of an edge, made of the pattern's conditions. */
sealed interface Guard {
  Guard TRUE = new Constant(true);
  Guard FALSE = new Constant(false);

  boolean test(Facts facts);

  /** Whether one of its conditions is of this sort. */
  boolean reads(IntPredicate conditions);

  static Guard of(int condition) {
    return condition == Stage.NONE ? TRUE : new Of(condition);
  }

  static Guard not(Guard guard) {
    if (guard instanceof Constant constant) {
      return constant.value ? FALSE : TRUE;
    }
    return guard instanceof Not not ? not.guard : new Not(guard);
  }

  static Guard and(Guard left, Guard right) {
    if (left instanceof Constant constant) {
      return constant.value ? right : FALSE;
    }
    if (right instanceof Constant constant) {
      return constant.value ? left : FALSE;
    }
    return left.equals(right) ? left : new And(left, right);
  }

  /** Always the same. */
  record Constant(boolean value) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return value;
    }

    @Override
    public boolean reads(IntPredicate conditions) {
      return false;
    }
  }

  /** One of the pattern's conditions. */
  record Of(int condition) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return facts.hold(condition);
    }

    @Override
    public boolean reads(IntPredicate conditions) {
      return conditions.test(condition);
    }
  }

  /** The opposite. */
  record Not(Guard guard) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return !guard.test(facts);
    }

    @Override
    public boolean reads(IntPredicate conditions) {
      return guard.reads(conditions);
    }
  }

  /** Both; the right one is asked if the left one holds. */
  record And(Guard left, Guard right) implements Guard {
    @Override
    public boolean test(Facts facts) {
      return left.test(facts) && right.test(facts);
    }

    @Override
    public boolean reads(IntPredicate conditions) {
      return left.reads(conditions) || right.reads(conditions);
    }
  }
}
