package dev.moonshift.fuzz;

/** What an expression is meant to be; now and then it is something else. */
enum Type {
  NUMBER("num"),
  STRING("text"),
  BOOLEAN("not"),
  TABLE("tab"),
  FUNCTION("fun"),
  COROUTINE("co");

  /** What makes this type of anything, in a program. */
  final String coercion;

  Type(String coercion) {
    this.coercion = coercion;
  }
}
