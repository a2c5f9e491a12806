package dev.moonshift.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which local variables and labels a place in a program sees. */
final class Scope {
  private record Variable(String name, Type type) {}

  private final @Nullable Scope outer;
  private final boolean isFunction;
  private final List<Variable> variables = new ArrayList<>();

  /** Whether {@code ...} means something here. */
  final boolean isVararg;

  /** Whether {@code break} means something here. */
  final boolean isLoop;

  /** The label that {@code goto} can go to from here; null if there is none. */
  final @Nullable String label;

  private Scope(
      @Nullable Scope outer,
      boolean isFunction,
      boolean isVararg,
      boolean isLoop,
      @Nullable String label) {
    this.outer = outer;
    this.isFunction = isFunction;
    this.isVararg = isVararg;
    this.isLoop = isLoop;
    this.label = label;
  }

  static Scope chunk() {
    return new Scope(null, true, true, false, null);
  }

  Scope function(boolean withVarargs) {
    return new Scope(this, true, withVarargs, false, null);
  }

  Scope block() {
    return new Scope(this, false, isVararg, isLoop, label);
  }

  Scope loop() {
    return new Scope(this, false, isVararg, true, label);
  }

  Scope labelled(String name) {
    return new Scope(this, false, isVararg, isLoop, name);
  }

  void declare(String name, Type type) {
    variables.add(new Variable(name, type));
  }

  /** Makes sure that the variables of this scope have their types. */
  List<Node> coercions() {
    return variables.stream()
        .map(v -> Node.statement("%1$s = %2$s(%1$s)".formatted(v.name, v.type.coercion)))
        .toList();
  }

  /** Whether another local variable is well below the limits of the language. */
  boolean hasRoom() {
    int count = 0;
    for (Scope scope = this; scope != null; scope = scope.isFunction ? null : scope.outer) {
      count += scope.variables.size();
    }
    return count < 60;
  }

  /** The names of the variables of a type. */
  List<String> names(Type type) {
    List<String> names = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      for (Variable variable : scope.variables) {
        if (variable.type == type) {
          names.add(variable.name);
        }
      }
    }
    return names;
  }
}
