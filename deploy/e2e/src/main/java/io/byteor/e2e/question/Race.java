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
    record Result(Shape shape, Times http, Times sql) {
        /** @param most rounds there will be at most */
        Result(Shape shape, int most) {
            this(shape, new Times(most), new Times(most));
        }
    }

    /** Adds rounds of the result's shape to it. */
    void run(Result result, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            call.ask(result.shape().path());
            long between = System.nanoTime();
            for (String statement : result.shape().statements()) {
                sql.ask(statement);
            }
            long end = System.nanoTime();
            result.http().add((between - begin) / MILLION);
            result.sql().add((end - between) / MILLION);
        }
    }
}
