#include "app/bench/rows.hpp"

#include <cstdio>

int main(int argc, char** argv) {
    using namespace loopscope::bench;
    if (argc != 2) {
        std::fputs("usage: loopscope_app_bench PATH_OF_LOOPSCOPE\n", stderr);
        return 2;
    }
    Report report;
    report.add(frame_rows());
    report.add(switching_rows());
    report.add(window_rows(argv[1]));
    return report.exit_code();
}
