-- What was said of two records of people, and what an import brought, is witnessed as well (see 0012): `about`
-- is −2 − 2 × the number of a merge, or −3 − 2 × that of a batch. Those from before are witnessed now, as they are.
CREATE INDEX witness_about ON witness (about, seq);
