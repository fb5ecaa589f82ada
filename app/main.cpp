#include "app/cli/cli.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        return loopscope::app::cli::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "loopscope: %s\n", error.what());
        return loopscope::app::cli::kExitFailed;
    }
}
