import '../../app/update/golden.test.ts';
