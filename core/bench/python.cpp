#include "core/bench/python.hpp"

#include <cstdio>
#include <unistd.h>

namespace loopscope::bench {

double ask_python(const std::string& script) {
    if (access("/usr/bin/python3", X_OK) != 0) return 0;
    std::FILE* pipe = popen(("/usr/bin/python3 -c '\n" + script + "' 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return 0;
    double number = 0;
    if (std::fscanf(pipe, "%lf", &number) != 1) number = 0;
    return pclose(pipe) == 0 ? number : 0;
}

}  // namespace loopscope::bench
