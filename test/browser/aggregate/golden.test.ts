import '../../app/aggregate/golden.test.ts';
