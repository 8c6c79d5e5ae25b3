package io.millrace.udfs.expression.unit;

import io.millrace.udfs.expression.ExpressionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.fhir.ucum.Component;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Factor;
import org.fhir.ucum.Operator;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.fhir.ucum.UcumModel;
import org.fhir.ucum.Unit;

/**
 * Multiplies out a UCUM term. The library gives grammar and definitions; its own conversion rounds
 * to the digits of the definition (a foot is 0.305 m to it) and knows no degrees.
 */
final class UnitTerms {
  private static final UcumModel MODEL = model();

  /** Beyond it, numbers get too long to be meant. */
  private static final int LARGEST_EXPONENT = 30;

  private BigDecimal numerator = BigDecimal.ONE;
  private BigDecimal denominator = BigDecimal.ONE;
  private final Map<String, Integer> dimensions = new HashMap<>();

  private UnitTerms() {}

  static UnitScale scale(String code) throws ExpressionException {
    if (code.isBlank() || code.length() > 100) {
      throw ExpressionException.failed("'" + code + "' is no unit");
    }
    try {
      UnitTerms terms = new UnitTerms();
      terms.multiply(code, 1);
      terms.dimensions.values().removeIf(exponent -> exponent == 0);
      return new UnitScale(
          BigDecimal.ZERO, terms.numerator, terms.denominator, Map.copyOf(terms.dimensions));
    } catch (UcumException | RuntimeException e) {
      // The library leaks index errors on malformed terms.
      throw ExpressionException.failed("Unknown unit '" + code + "': " + e.getMessage());
    }
  }

  private void multiply(String code, int exponent) throws UcumException, ExpressionException {
    multiply(new ExpressionParser(MODEL).parse(code), exponent);
  }

  private void multiply(Term term, int exponent) throws UcumException, ExpressionException {
    // A chain of factors, read from left to right: an operator says how the next one counts.
    int sign = exponent;
    for (Term at = term; at != null; at = at.getTerm()) {
      if (at.hasComp()) {
        multiply(at.getComp(), sign);
      }
      sign = at.getOp() == Operator.DIVISION ? -exponent : exponent;
    }
  }

  private void multiply(Component component, int exponent)
      throws UcumException, ExpressionException {
    if (component instanceof Factor factor) {
      scale(BigDecimal.valueOf(factor.getValue()), exponent);
    } else if (component instanceof Symbol symbol) {
      int power = exponent * symbol.getExponent();
      if (Math.abs(power) > LARGEST_EXPONENT) {
        throw ExpressionException.failed("The exponent " + power + " is too large");
      }
      if (symbol.hasPrefix()) {
        scale(new BigDecimal(symbol.getPrefix().getValue().asDecimal()), power);
      }
      multiply(symbol.getUnit(), power);
    } else {
      multiply((Term) component, exponent);
    }
  }

  private void multiply(Unit unit, int power) throws UcumException, ExpressionException {
    if (!(unit instanceof DefinedUnit defined)) {
      dimensions.merge(unit.getCode(), power, Integer::sum);
      return;
    }
    if (defined.isSpecial()) {
      throw ExpressionException.failed("'" + unit.getCode() + "' has no linear scale here");
    }
    scale(new BigDecimal(defined.getValue().getValue().asDecimal()), power);
    multiply(defined.getValue().getUnit(), power);
  }

  private void scale(BigDecimal factor, int power) {
    if (factor.signum() == 0) {
      throw new ArithmeticException("it is a multiple of zero");
    }
    BigDecimal raised = factor.pow(Math.abs(power));
    if (power >= 0) {
      numerator = numerator.multiply(raised);
    } else {
      denominator = denominator.multiply(raised);
    }
  }

  private static UcumModel model() {
    try (InputStream essence = UcumModel.class.getResourceAsStream("/ucum-essence.xml")) {
      return new UcumEssenceService(essence).getModel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UcumException e) {
      throw new IllegalStateException("The UCUM library lacks its definitions", e);
    }
  }
}
