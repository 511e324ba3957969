import '../../app/aggregate/root.test.ts';
