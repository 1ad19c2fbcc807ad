@echo off
rem Runs the DeployTrail CLI of an unpacked archive on the Java 25 of runtime\, JAVA_HOME or the PATH.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
if exist "%~dp0runtime\bin\java.exe" set "JAVA=%~dp0runtime\bin\java"
"%JAVA%" -version 2>&1 | findstr /c:" version \"25" >nul
if errorlevel 1 (
  echo deploytrail: Java 25 was not found; install one, and set JAVA_HOME to it. Looked at: runtime, JAVA_HOME, PATH 1>&2
  exit /b 2
)
set "COMMIT="
if exist "%~dp0lib\commit" set /p COMMIT=<"%~dp0lib\commit"
rem A question is answered before what the second compiler makes of it is worth its time; trails are read for longer.
set "COMPILER=-XX:TieredStopAtLevel=1"
if "%~1"=="attribute" set "COMPILER=-XX:+TieredCompilation"
if "%~1"=="index" set "COMPILER=-XX:+TieredCompilation"
if "%~1"=="demo" set "COMPILER=-XX:+TieredCompilation"
set "LIBRARY=%~dp0lib\*"
if "%~1"=="mcp" set "LIBRARY=%LIBRARY%;%~dp0lib\mcp\*"
"%JAVA%" -XX:+UseSerialGC -Xms64m -Xmn32m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 %COMPILER% ^
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Ddeploytrail.home="%~dp0." "-Ddeploytrail.commit=%COMMIT%" ^
  -cp "%LIBRARY%" io.deploytrail.cli.Main %*
