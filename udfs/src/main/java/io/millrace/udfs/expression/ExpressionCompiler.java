package io.millrace.udfs.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles CEL: parses, checks the types, and picks what evaluates it. Semantics are CEL's with one
 * widening that its specification allows: numbers of different types compare by value ({@code
 * temperature > 90} holds for the double 91.5), and with the functions of {@link
 * io.millrace.udfs.expression.function.Functions} and {@code coalesce}.
 */
public final class ExpressionCompiler {
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxParseRecursionDepth(50)
          .comprehensionMaxIterations(10_000)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(CelFunctions.bindings())
          .build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addFunctionDeclarations(CelFunctions.declarations())
          .build();

  private ExpressionCompiler() {}

  /**
   * Compiles an expression.
   *
   * @param variables what it may read, with types
   * @param result type that it must have; dyn for any
   * @throws InvalidExpressionException with the place and the reason
   */
  public static Expression compile(String source, Map<String, CelType> variables, CelType result)
      throws InvalidExpressionException {
    CelAbstractSyntaxTree ast = check(source, variables, result);
    try {
      CelExpression reference = onRuntime(ast, parts(ast, variables.keySet()));
      Node node = node(ast, variables.keySet());
      return node == null ? reference : new CompiledExpression(node, reference);
    } catch (CelEvaluationException e) {
      throw new InvalidExpressionException(String.valueOf(e.getMessage()));
    }
  }

  private static CelExpression onRuntime(CelAbstractSyntaxTree ast, List<Atom> parts)
      throws CelEvaluationException {
    Set<String> read = Set.copyOf(FreeVariables.of(ast.getExpr()));
    Map<String, Set<ReadPath>> paths = new HashMap<>();
    read.forEach(name -> paths.put(name, ReadPaths.of(ast.getExpr(), name)));
    return new CelExpression(
        CanonicalText.of(ast.getExpr()),
        read,
        Map.copyOf(paths),
        parts,
        RUNTIME.createProgram(ast));
  }

  /** The whole as nodes; of what it joins with {@code &&}, parts may stay with CEL's runtime. */
  private static @Nullable Node node(CelAbstractSyntaxTree ast, Set<String> variables)
      throws CelEvaluationException {
    Node whole = NodeCompiler.compile(ast.getExpr(), variables);
    List<CelExpr> conjuncts = Conjuncts.of(ast.getExpr());
    if (whole != null || conjuncts.size() == 1) {
      return whole;
    }
    Node joined = null;
    for (CelExpr conjunct : conjuncts) {
      Node node = NodeCompiler.compile(conjunct, variables);
      Expression part = part(ast, conjunct, variables);
      Node next = node != null ? node : (BooleanNode) part::test;
      joined = joined == null ? next : Operators.binary("_&&_", joined, next);
    }
    return joined;
  }

  /** What the condition joins with &&; empty where it is one part and no atom. */
  private static List<Atom> parts(CelAbstractSyntaxTree ast, Set<String> variables)
      throws CelEvaluationException {
    List<CelExpr> conjuncts = Conjuncts.of(ast.getExpr());
    List<Atom> parts = new ArrayList<>();
    for (CelExpr conjunct : conjuncts) {
      Atom atom = Conjuncts.atom(conjunct, variables);
      if (atom == null && conjuncts.size() > 1) {
        Expression part = part(ast, conjunct, variables);
        atom = new Atom.Other(part.canonicalText(), part);
      }
      if (atom != null) {
        parts.add(atom);
      }
    }
    return List.copyOf(parts);
  }

  private static Expression part(CelAbstractSyntaxTree whole, CelExpr part, Set<String> variables)
      throws CelEvaluationException {
    CelAbstractSyntaxTree ast =
        CelAbstractSyntaxTree.newCheckedAst(
            part, whole.getSource(), whole.getReferenceMap(), whole.getTypeMap());
    CelExpression reference = onRuntime(ast, List.of());
    Node node = NodeCompiler.compile(part, variables);
    return node == null ? reference : new CompiledExpression(node, reference);
  }

  /**
   * The names that an expression reads as variables, without checking that they exist.
   *
   * @throws InvalidExpressionException if it cannot be parsed
   */
  public static Set<String> variables(String source) throws InvalidExpressionException {
    return FreeVariables.of(tree(COMPILER.parse(source)).getExpr());
  }

  /**
   * What an expression costs at most, roughly: in steps, of which one reads a variable or a field
   * or calls a function, and a loop over a list that is not written out takes a hundred rounds.
   *
   * @throws InvalidExpressionException if it cannot be parsed
   */
  public static long cost(String source) throws InvalidExpressionException {
    return Cost.of(tree(COMPILER.parse(source)).getExpr());
  }

  private static CelAbstractSyntaxTree check(
      String source, Map<String, CelType> variables, CelType result)
      throws InvalidExpressionException {
    CelCompilerBuilder builder = COMPILER.toCompilerBuilder();
    variables.forEach(builder::addVar);
    CelAbstractSyntaxTree ast = tree(builder.build().compile(source));
    CelType found = ast.getResultType();
    if (!result.equals(SimpleType.DYN) && !found.equals(result) && !found.equals(SimpleType.DYN)) {
      throw new InvalidExpressionException(
          "Must give " + result.name() + " but gives " + found.name());
    }
    ConstantCheck.check(ast);
    return ast;
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result)
      throws InvalidExpressionException {
    if (result.hasError()) {
      throw new InvalidExpressionException(text(result.getErrors()));
    }
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new InvalidExpressionException(String.valueOf(e.getMessage()));
    }
  }

  private static String text(ImmutableList<CelIssue> issues) {
    return issues.stream()
        .map(
            i ->
                i.getSourceLocation().getLine()
                    + ":"
                    + (i.getSourceLocation().getColumn() + 1)
                    + ": "
                    + i.getMessage())
        .collect(Collectors.joining("; "));
  }
}
