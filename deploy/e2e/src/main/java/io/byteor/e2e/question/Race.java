package io.byteor.e2e.question;

/**
 * A call and the statements that answer it, in turn.
 *
 * @param call answers a path
 * @param sql answers a statement
 */
record Race(Answering call, Answering sql) {
    private static final double MILLION = 1e6;

    /** Returns when the whole answer has been read. */
    @FunctionalInterface
    interface Answering {
        void ask(String question) throws Exception;
    }

    /** How long each took. */
    record Result(Times http, Times sql) {}

    Result run(Shape shape, int rounds) throws Exception {
        Times http = new Times(rounds);
        Times beside = new Times(rounds);
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            call.ask(shape.path());
            long between = System.nanoTime();
            for (String statement : shape.statements()) {
                sql.ask(statement);
            }
            long end = System.nanoTime();
            http.add((between - begin) / MILLION);
            beside.add((end - between) / MILLION);
        }
        return new Result(http, beside);
    }
}
